/** A build that is killed at any moment leaves nothing half at a final path and no browser, and the next one gives what a clean one gives. */
import {spawn} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import {cp, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {setTimeout as pause} from 'node:timers/promises'
import {expect, test} from 'vitest'
import {digestsIn} from './building.ts'
import {sequence} from './exactness/changes.ts'
import {reportCopy, temporaryFolder} from './temporary.ts'

const CLI = fileURLToPath(new URL('../pipeline/cli.js', import.meta.url))
const KILLS = Number(process.env['KILLS'] ?? 2)
const SEED = Number(process.env['KILLS_SEED'] ?? 1)

interface Ended {
  readonly status: number | null
  readonly stderr: string
  readonly milliseconds: number
}

function build(folder: string, root: string, killAt?: number): Promise<Ended> {
  const args = [CLI, 'build', folder, '--out', join(root, 'out'), '--store', join(root, 'store'), '--jobs', '2']
  const start = performance.now()
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'ignore', 'pipe']})
  const timer = killAt === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAt)
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve) =>
    child.on('close', (status) => {
      clearTimeout(timer)
      resolve({status, stderr, milliseconds: performance.now() - start})
    })
  )
}

// Its own folder is where a build that is under way keeps what is not published yet.
async function published(root: string): Promise<Record<string, string>> {
  const all = await digestsIn(join(root, 'out')).catch(() => ({}))
  return Object.fromEntries(Object.entries(all).filter(([path]) => !path.startsWith('.octavo/')))
}

// Browsers lie in the store: whatever runs from there was begun by a build into it.
function browsersOf(root: string): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(root)
    } catch {
      return false
    }
  })
}

async function untilNoneIsLeft(root: string): Promise<readonly string[]> {
  for (let tries = 0; tries < 100 && browsersOf(root).length > 0; tries++) await pause(100)
  return browsersOf(root)
}

test('a face that a killed build was about to name changes no byte', async () => {
  const folder = await reportCopy('markets')
  const [clean, other] = [await temporaryFolder(), await temporaryFolder()]
  expect(await build(folder, clean)).toMatchObject({status: 0})
  await cp(join(clean, 'store/fonts'), join(other, 'store/fonts'), {recursive: true})
  const faces = (await readdir(join(other, 'store/fonts'), {recursive: true})).filter((path) => path.endsWith('-common.ttf'))
  expect(faces.length).toBe(8)
  const path = (face: string) => join(other, 'store/fonts', face)
  for (const face of faces) await cp(path(face), `${path(face)}.0c0ffee0.tmp`)
  expect(await build(folder, other)).toMatchObject({status: 0})
  expect(await published(other)).toEqual(await published(clean))
})

test(`${KILLS} kills at moments of seed ${SEED}`, {timeout: 120 * 60_000}, async () => {
  const folder = await reportCopy('markets')
  const clean = await temporaryFolder()
  const first = await build(folder, clean)
  expect(first).toMatchObject({status: 0})
  const wanted = await published(clean)
  expect(Object.keys(wanted).length).toBeGreaterThan(30)
  const pick = sequence(SEED)
  for (let kill = 1; kill <= KILLS; kill++) {
    const root = await temporaryFolder()
    const moment = Math.round((pick(1000) / 1000) * first.milliseconds)
    await build(folder, root, moment)
    const left = Object.entries(await published(root)).filter(([path, digest]) => wanted[path] !== digest)
    expect({moment, left, browsers: await untilNoneIsLeft(root)}).toEqual({moment, left: [], browsers: []})
    const {status, stderr} = await build(folder, root)
    expect({moment, status, stderr: status === 0 ? '' : stderr}).toEqual({moment, status: 0, stderr: ''})
    expect(await published(root)).toEqual(wanted)
  }
})
