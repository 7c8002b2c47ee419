/** What `init` writes: reports that build at once with nothing to be told of, and never over what is there. */
import {readFile, writeFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {STARTERS} from '../pipeline/run/starter.ts'
import {thisMachine} from '../pipeline/world.ts'
import {digestsIn} from './building.ts'
import {temporaryFolder, untilTheEnd} from './temporary.ts'
import {octavo, type Ask} from './typing.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
let store: string

beforeAll(async () => void (store = await untilTheEnd(afterAll)))

const EDITIONS: Readonly<Record<string, number>> = {brief: 16, series: 16, leaflet: 4}

describe.each(Object.keys(STARTERS))('%s', (template) => {
  test('passes a strict check, and builds pages and PDFs without a word', async () => {
    const folder = await temporaryFolder()
    expect(await octavo(folder, ['init', '--template', template])).toMatchObject({status: 0, err: ''})
    const total = EDITIONS[template]!
    const check = await octavo(folder, ['check', '--strict', '--store', store])
    expect(check).toMatchObject({status: 0, out: `${total} editions checked, no rule broken\n`, err: ''})
    const built = JSON.parse((await octavo(folder, ['build', '--store', store, '--json'])).out)
    expect(built).toMatchObject({
      exit: 0,
      messages: [],
      editions: {total, built: total},
      formats: {pdf: {printed: total}, html: {written: total}}
    })
  })

  test('names schemas that the package holds, and says that its data are made up', async () => {
    const folder = await temporaryFolder()
    await octavo(folder, ['init', '--template', template])
    const read = (path: string) => readFile(join(folder, path), 'utf8')
    const from = (path: string, pattern: RegExp) =>
      read(path).then((text) => resolve(folder, path, '..', pattern.exec(text)![1]!))
    const report = `sources/${template}`
    const named = await Promise.all([
      from(`${report}/report.yaml`, /\$schema=(\S+)/),
      from(`${report}/brand.yaml`, /\$schema=(\S+)/),
      from(`${report}/datapackage.json`, /"\$schema": "([^"]+)"/)
    ])
    const editor = JSON.parse(await read('.vscode/settings.json'))
    const all = [
      ...named,
      ...Object.keys(editor['yaml.schemas']).map((path) => join(folder, path)),
      ...editor['json.schemas'].map(({url}: {url: string}) => join(folder, url))
    ]
    for (const path of all) {
      const [before, inside] = path.split('/node_modules/octavo/')
      expect(before).toBe(folder)
      expect(JSON.parse(await readFile(join(ROOT, inside!), 'utf8')).$schema).toContain('json-schema.org')
    }
    expect(await read('README.md')).toContain('example data')
    expect(await read('.gitignore')).toContain('node_modules/')
    expect(await read(`${report}/datapackage.json`)).toContain('Example data')
  })
})

test('calls the report as it is told to, in its folder, its files and its README', async () => {
  const folder = await temporaryFolder()
  const {out, status} = await octavo(folder, ['init', '--template', 'brief', '--name', 'schools-2026'])
  expect([status, out]).toEqual([0, expect.stringContaining('is in sources/schools-2026. Next:')])
  const readme = await readFile(join(folder, 'README.md'), 'utf8')
  expect(readme).toContain('npx octavo trace output/schools-2026/harbour/council/en/schools-2026.pdf')
  expect(readme).toContain('file in `sources/schools-2026/`')
  const built = await octavo(folder, ['build', '--store', store, '--only', 'district=harbour', '--format', 'html'])
  expect(built.status).toBe(0)
  expect(await thisMachine().files.list(join(folder, 'output/schools-2026/harbour/council/en'))).toContain('schools-2026.html')
  expect(await octavo(folder, ['init', 'else', '--name', '../Schools'])).toMatchObject({status: 2, out: ''})
})

test('pins the version, in a package.json that it writes only where there is none', async () => {
  const folder = await temporaryFolder()
  const {status, out} = await octavo(folder, ['init', 'Über uns', '--template', 'leaflet'])
  expect([status, out]).toEqual([0, expect.stringContaining('  cd Über uns\n  npm install\n  npx octavo build\n')])
  const {version} = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  expect(JSON.parse(await readFile(join(folder, 'Über uns/package.json'), 'utf8'))).toMatchObject({
    name: 'ber-uns',
    private: true,
    devDependencies: {octavo: version}
  })
  await writeFile(join(folder, 'package.json'), '{"name": "mine"}')
  const here = await octavo(folder, ['init', '.'])
  expect([here.status, here.out.includes('npm install')]).toEqual([0, false])
  expect(await readFile(join(folder, 'package.json'), 'utf8')).toBe('{"name": "mine"}')
})

test('writes over nothing: it names what is there, and leaves all as it was', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'README.md'), 'mine')
  await writeFile(join(folder, '.gitignore'), 'mine')
  expect(await octavo(folder, ['init'])).toEqual({
    status: 2,
    out: '',
    err:
      'octavo: Unexpected files `.gitignore`, `README.md`, expected a folder without\n' +
      '        Nothing was written. Move them away, or give another folder.\n'
  })
  expect(await thisMachine().files.list(folder)).toEqual(['.gitignore', 'README.md'])
})

test('a second report stands beside the first, of which nothing changes, and what to type next names it', async () => {
  const folder = await temporaryFolder()
  await octavo(folder, ['init', '--template', 'brief'])
  const before = await digestsIn(folder)
  const second = await octavo(folder, ['init', '--template', 'leaflet', '--name', 'fair'])
  expect([second.status, second.err, second.out]).toEqual([0, '', expect.stringContaining('\n\n  npx octavo build fair\n')])
  const after = await digestsIn(folder)
  expect(after).toMatchObject(before)
  const added = Object.keys(after).filter((path) => !Object.hasOwn(before, path))
  expect(added).toContain('sources/fair/brand.yaml')
  expect(added.filter((path) => !path.startsWith('sources/fair/'))).toEqual([])
  await writeFile(join(folder, 't.csv'), 'country,value\nde,1\nfr,2\n')
  expect((await octavo(folder, ['init', '--data', 't.csv'])).out).toMatch(
    / {2}npx octavo build t\n[^]*`npx octavo check t` tells/
  )
  for (const report of ['brief', 'fair', 't'])
    expect(await octavo(folder, ['check', report, '--store', store])).toMatchObject({status: 0})
  const again = await octavo(folder, ['init', '--template', 'leaflet', '--name', 'fair'])
  expect([again.status, again.err]).toEqual([2, expect.stringContaining('Call the new report otherwise, with `--name NAME`, or')])
})

test('asks once where a person can answer, and takes the first where nobody does', async () => {
  const questions: string[] = []
  const answering = (answer: string) => async (question: string) => (questions.push(question), answer)
  const chosen = async (ask?: Ask) => {
    const {out} = await octavo(await temporaryFolder(), ['init', '--json'], {ask})
    return JSON.parse(out).template ?? JSON.parse(out).messages[0]
  }
  expect(await chosen()).toBe('brief')
  expect(await chosen(answering(''))).toBe('brief')
  expect(await chosen(answering(' series '))).toBe('series')
  expect(await chosen(answering('leaflt'))).toMatchObject({
    reason: 'Unexpected template `leaflt`',
    note: 'Did you mean `leaflet`?'
  })
  expect(questions).toHaveLength(3)
  expect(questions[0]).toMatch(/ {2}leaflet +one page[\s\S]*\nTemplate \[brief\]: $/)
})
