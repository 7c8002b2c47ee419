/** Releases on file: written once, signed by whoever saw what changed, corrected in the open, built again with the same bytes. */
import {cp, mkdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {createPagePool} from '../../pipeline/browser/index.ts'
import {readPageTexts} from '../../pipeline/browser/pdf-texts.ts'
import type {Setting} from '../../pipeline/commands/command.ts'
import {diffCommand} from '../../pipeline/commands/diff.ts'
import {openSides} from '../../pipeline/commands/side.ts'
import {readRelease, writeRelease} from '../../pipeline/compare/release.ts'
import type {Message} from '../../pipeline/messages.ts'
import {ReportError} from '../../pipeline/messages.ts'
import {diffSides} from '../../pipeline/run/diff.ts'
import {findRunBrowser} from '../../pipeline/run/renderer.ts'
import {withSession} from '../../pipeline/run/session.ts'
import {openOutput} from '../../pipeline/run/states.ts'
import {parseRelease} from '../../pipeline/stages/load/index.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {buildReport, digestsIn, messagesOf, ranIn} from '../building.ts'
import {edit, temporaryFolder} from '../temporary.ts'

const MARKETS = fileURLToPath(new URL('../reports/markets', import.meta.url))
const FIRST = 'releases/2024-04-15.json'
const SECOND = 'releases/2024-05-20.json'
const REASONS = ['en=The stalls of South were miscounted.', 'zh-Hans=南区摊位数原先统计有误。']
const CORRECTION = {correction: {date: '2024-06-01', reasons: REASONS}}

/** A report of pages alone, which is built in a moment. */
async function workshop() {
  const root = await temporaryFolder()
  const folder = join(root, 'markets')
  await cp(MARKETS, folder, {recursive: true})
  await edit(folder, 'report.yaml', (text) => `${text}formats: [html]\n`)
  const places = {folder, out: join(root, 'out'), store: join(root, 'store')}
  const text = (path: string) => readFile(join(folder, path), 'utf8')
  return {
    root,
    places,
    text,
    release: (options = {}) => buildReport(places, {release: true, ...options}),
    refusal: async (options = {}) =>
      (await messagesOf(places, {release: true, ...options})).filter(({severity}) => severity === 'error'),
    digest: async (before: string) => {
      const output = await openOutput(places.out, thisMachine().files)
      const filed = await parseRelease({path: before, text: await text(before)})
      return (await diffSides({before: {release: filed}, after: {output: output!}}, {})).comparison.digest
    },
    sign: async (digest: string, date = '2024-05-20') => {
      await mkdir(join(folder, 'releases'), {recursive: true})
      await writeFile(join(folder, `releases/${date}.signed.json`), JSON.stringify({digest, name: 'Wang Li', date: '2024-05-19'}))
    },
    count: (from: string, to: string) =>
      edit(folder, 'data/stalls.csv', (all) => all.replace(`south,2023,${from}`, `south,2023,${to}`)),
    day: (from: string, to: string) => edit(folder, 'report.yaml', (all) => all.replace(`release: ${from}`, `release: ${to}`))
  }
}

const rules = (messages: readonly Message[]) => messages.map(({rule, path}) => [rule, path])

test('a first release is put on file as it is, the same from every folder, and stands', async () => {
  const [one, other] = [await workshop(), await workshop()]
  expect((await one.release()).release).toMatchObject({date: '2024-04-15', path: FIRST, state: 'written'})
  await other.release({jobs: 1})
  expect(await other.text(FIRST)).toBe(await one.text(FIRST))
  const before = await digestsIn(one.places.folder)
  expect((await one.release()).release).toMatchObject({state: 'on file', sha256: before[FIRST]})
  expect(await digestsIn(one.places.folder)).toEqual(before)

  const published = await digestsIn(one.places.out)
  await one.count('870', '880')
  const told = await one.refusal()
  expect(rules(told)).toEqual([['release-stands', FIRST]])
  expect(told[0]!.reason).toMatch(
    /^Unexpected difference from the release of 2024-04-15, which is on file: 15 editions, \d changes/
  )
  expect(await digestsIn(one.places.out)).toEqual(published)
})

test('the next one asks for a sign-off of exactly what changed', async () => {
  const {release, refusal, digest, sign, count, day, places, text} = await workshop()
  await release()
  await day('2024-04-15', '2024-05-20')
  await count('870', '880')
  const refused = await refusal()
  expect(rules(refused)).toEqual([['release-is-signed', 'releases/2024-05-20.signed.json']])
  // The command of the note works from where the build was called.
  const [, typed = ''] = /`octavo diff ([^`]*) --html review\.html`/.exec(refused[0]!.note!) ?? []
  expect(typed).toBe(`2024-04-15 ${relative(process.cwd(), places.out)} ${relative(process.cwd(), places.folder)}`)
  const diff = {words: typed.split(' '), options: {store: places.store}}
  const setting = {world: thisMachine(), tell: () => {}} as unknown as Setting
  expect((await diffCommand.run(diff, setting)).result).toMatchObject({before: {release: '2024-04-15'}})
  const styles = join(places.folder, 'templates/styles')
  const ours = await readFile(new URL('../../templates/styles/screen.css', import.meta.url), 'utf8')
  const rule = async (width: number) => {
    await mkdir(styles, {recursive: true})
    await writeFile(join(styles, 'screen.css'), ours.replace('4px solid', `${width}px solid`))
  }
  await rule(5)
  await buildReport(places)
  await sign(await digest(FIRST))
  await count('880', '881')
  expect((await refusal())[0]!.reason).toMatch(
    /^Unexpected sign-off of other changes, expected one of what changed since releases\/2024-04-15\.json: /
  )
  await count('881', '880')
  // Nor may it look otherwise than what was signed.
  await rule(6)
  expect(rules(await refusal())).toEqual([['release-is-signed', 'releases/2024-05-20.signed.json']])
  await rule(5)
  expect((await release()).release).toMatchObject({path: SECOND, state: 'written'})
  await rm(styles, {recursive: true})
  // Going back is building what was committed.
  await count('880', '870')
  await day('2024-05-20', '2024-04-15')
  expect((await release()).release).toMatchObject({path: FIRST, state: 'on file'})
  expect(await text(SECOND)).toContain('"880"')
})

test('a day before the last release is none of a new one, signed or not', async () => {
  const {release, refusal, day} = await workshop()
  await release()
  await day('2024-04-15', '2023-12-31')
  const told = await refusal()
  expect(rules(told)).toEqual([['release-follows-the-last', 'report.yaml']])
  expect(told[0]!.reason).toContain('release of 2023-12-31, expected a day after 2024-04-15')
})

test('a correction is signed, told on every page, and the same afterwards without being asked for', async () => {
  const {release, refusal, digest, sign, count, places, text} = await workshop()
  expect(rules(await refusal(CORRECTION))).toEqual([['release-is-on-file', 'report.yaml']])
  const first = await release()
  await count('870', '880')
  await buildReport(places, CORRECTION)
  const [unsigned] = await refusal(CORRECTION)
  expect(rules([unsigned!])).toEqual([['release-is-signed', 'releases/2024-04-15.correction-1.signed.json']])
  expect(unsigned!.note).toMatch(
    /^Build without `--release` with `--correct "en=The stalls of South were miscounted\." .* --date 2024-06-01`, look at /
  )
  await sign(await digest(FIRST), '2024-04-15.correction-1')
  // A sign-off of the release itself, or of another correction, is none of this one.
  await sign('0'.repeat(64), '2024-04-15')
  expect((await release(CORRECTION)).release).toMatchObject({state: 'corrected'})
  const {corrections} = await parseRelease({path: FIRST, text: await text(FIRST)})
  expect(corrections).toEqual([
    {
      date: '2024-06-01',
      reason: {
        en: 'The stalls of South were miscounted.',
        'zh-Hans': '南区摊位数原先统计有误。',
        'zh-Hant': '南區攤位數原先統計有誤。'
      },
      replaces: first.release!.sha256
    }
  ])
  const published = await digestsIn(places.out)
  await buildReport(places)
  expect(await digestsIn(places.out)).toEqual(published)
  const page = (language: string) => readFile(join(places.out, `north/short/${language}/markets.html`), 'utf8')
  expect(await page('en')).toContain('<p>Corrected 1 June 2024: The stalls of South were miscounted.</p>')
  expect(await page('zh-Hans')).toContain('<p>更正（2024年6月1日）：南区摊位数原先统计有误。</p>')
  expect(await page('zh-Hant')).toContain('<meta name="correction" content="更正（2024年6月1日）：南區攤位數原先統計有誤。">')
  expect((await release()).release).toMatchObject({state: 'on file'})
})

test('a correction stands on the first page of a PDF, in what the file says of itself, and is no change to review', async () => {
  const {places} = await workshop()
  const options = {only: {region: ['south'], audience: ['short'], language: ['en']}, formats: ['pdf', 'html'] as const}
  await buildReport(places, options)
  const plain = await openOutput(places.out, thisMachine().files)
  await buildReport({...places, out: `${places.out}-2`}, {...options, ...CORRECTION})
  const pdf = await readFile(join(`${places.out}-2`, 'south/short/en/markets.pdf'))
  expect(pdf.toString()).toContain('Stalls and visitors · Corrected 1 June 2024: The stalls of South were miscounted.')
  const [first] = await withSession(thisMachine(), {store: places.store}, async (session) => {
    const pool = createPagePool({browser: await findRunBrowser(session), env: process.env, isRoot: true, jobs: 1})
    return pool.use((kept) => readPageTexts(kept, pdf)).finally(pool.close)
  })
  expect(first).toContain('Corrected 1 June 2024: The stalls of South were miscounted.')
  const corrected = await openOutput(`${places.out}-2`, thisMachine().files)
  const {comparison} = await diffSides({before: {output: plain!}, after: {output: corrected!}}, {})
  expect([comparison.clusters, comparison.editions.formOnly]).toEqual([[], ['south.short.en']])
})

test.each([
  [['The stalls were miscounted.'], 'correction-is-in-every-language'],
  [['en=The stalls were miscounted.'], 'correction-is-in-every-language']
])('a correction has a reason in every language: %j', async (reasons, rule) => {
  const {places} = await workshop()
  expect(rules(await messagesOf(places, {correction: {date: '2024-06-01', reasons}}))).toEqual([[rule, 'report.yaml']])
})

test('a layout of one’s own that would not tell of a correction is an error', async () => {
  const {places} = await workshop()
  await mkdir(join(places.folder, 'templates/layouts'), {recursive: true})
  const ours = await readFile(new URL('../../templates/layouts/brief.hbs', import.meta.url), 'utf8')
  await writeFile(join(places.folder, 'templates/layouts/brief.hbs'), ours.replace(/\{\{#if screen\}\}[^]*?\{\{\/if\}\}/, ''))
  const only = {region: ['south'], language: ['en'], audience: ['short']}
  expect(await messagesOf(places, {only})).toEqual([])
  expect(rules(await messagesOf(places, {only, ...CORRECTION}))).toEqual([['correction-is-told', 'templates/layouts/brief.hbs']])
})

test('a page of changes is made of the release before, of its own part alone, and stays as it is when its release is filed', async () => {
  const {root, release, digest, sign, count, day, places, text} = await workshop()
  await edit(places.folder, 'chapters/en/detail.md', (all) => `${all}\n## Changes {#since}\n\n::changes{#list}\n`)
  await edit(places.folder, 'chapters/zh-Hans/detail.md', (all) => `${all}\n## 变化 {#since}\n\n::changes{#list}\n`)
  const changes = async (edition: string) =>
    /<div class="changes" id="list">(.*?)<\/div>/s.exec(await readFile(join(places.out, edition, 'markets.html'), 'utf8'))![1]!
  await release()
  expect(await changes('south/full/en')).toBe('<p>This is the first release.</p>')
  await day('2024-04-15', '2024-05-20')
  await buildReport(places)
  expect(await changes('south/full/en')).toBe(
    '<p>No number and no sentence has changed since the release of <span class="nobreak">15 April</span> 2024.</p>'
  )
  await count('870', '880')
  await buildReport(places)
  expect(await changes('south/full/en')).toMatch(/^<table>.*<td>870<\/td><td><data [^>]*>880<\/data><\/td>.*<\/table>$/s)
  expect(await changes('north/full/zh-Hant')).toContain('<th scope="row">南區：攤位</th>')
  await sign(await digest(FIRST))
  const published = await digestsIn(places.out)
  await release()
  await buildReport(places)
  expect(await digestsIn(places.out)).toEqual(published)

  // What the file says of one edition concerns no other.
  const own = /\["sentence","overview",\[\["South",[^\n]*/.exec(await text(FIRST))![0]
  await edit(places.folder, FIRST, (all) => all.replace(own, own.replace(' stalls, ', ' booths, ')))
  const after = await buildReport(places)
  expect(ranIn(after)).toMatchObject({'release-texts': 1, compose: 1, screen: 1})
  expect(await changes('south/full/en')).toContain('1 reworded')
  const fresh = {...places, out: join(root, 'fresh'), store: join(root, 'fresh-store')}
  await buildReport(fresh)
  expect(await digestsIn(fresh.out)).toEqual(await digestsIn(places.out))
})

const FILE = `{
"report": "markets",
"release": "2024-04-15",
"corrections": [],
"shared": {},
"texts": [
["sentence","a",["It has ",["5","5","q.n"]," halls."]]
],
"editions": [
{"id":"a.en","axes":{"language":"en"},"language":"en","files":[],"texts":[0]}
]
}
`

test.each([
  ['no JSON', FIRST, FILE.replace('"texts": [', '"texts" ['), 'syntax'],
  ['another key', FIRST, FILE.replace('"shared"', '"shard"'), 'key-is-known'],
  ['no day', FIRST, FILE.replace('2024-04-15', '2024-02-30'), 'value-matches-schema'],
  ['a value that is none', FIRST, FILE.replace('"5","5","q.n"', '"5","5"'), 'value-matches-schema'],
  ['a text that is not there', FIRST, FILE.replace('"texts":[0]', '"texts":[7]'), 'release-is-whole'],
  ['another day than its name', 'releases/2024-04-16.json', FILE, 'release-is-named-for-its-day'],
  ['another name', 'releases/final.json', FILE, 'release-is-named-for-its-day'],
  [
    'a signature without a name',
    'releases/2024-04-15.signed.json',
    `{"digest": "${'0'.repeat(64)}", "date": "2024-04-15"}`,
    'key-is-present'
  ]
])('a file with %s is told with its place', async (_, path, text, rule) => {
  const {places} = await workshop()
  await mkdir(join(places.folder, 'releases'))
  await writeFile(join(places.folder, path), text)
  const told = await messagesOf(places)
  expect(told.every((message) => message.path === path && message.severity === 'error')).toBe(true)
  if (rule === 'syntax') expect(told.every(({line}) => line! >= 6)).toBe(true)
  else expect(told.map((message) => message.rule)).toContain(rule)
  if (rule === 'value-matches-schema') expect(told[0]!.line).toBe(path === FIRST && text.includes('02-30') ? 3 : 7)
})

test('what a file says is what was written', async () => {
  const release = await parseRelease({path: FIRST, text: FILE})
  expect(release.editions[0]!.told!.passages).toEqual([
    {kind: 'sentence', near: 'a', pieces: ['It has ', {text: '5', value: '5', origin: 'q.n'}, ' halls.']}
  ])
  expect(writeRelease(release)).toBe(FILE.replace('"shared": {},', '"shared": {\n\n},'))
  expect(() => readRelease({...JSON.parse(FILE), texts: []})).toThrow(RangeError)
  await expect(parseRelease({path: FIRST, text: '{}'})).rejects.toThrow(ReportError)
})

test('a release is found as messages name it, from the folder of its report', async () => {
  const {places, release} = await workshop()
  await release()
  const setting = {world: {...thisMachine(), folder: places.out}} as Setting
  await withSession(thisMachine(), {store: places.store}, async (session) => {
    const sides = openSides({words: [FIRST, places.out, places.folder], options: {}}, setting, session)
    expect(await sides.open(FIRST)).toMatchObject({release: {release: '2024-04-15'}})
    await expect(openSides({words: [FIRST, places.out], options: {}}, setting, session).open(FIRST)).rejects.toThrow(
      'Unexpected `releases/'
    )
    await sides.close()
  })
})

test('a build that is no release says where it differs from the one on file for its day', async () => {
  const {places, release, count, day} = await workshop()
  await release()
  const told = async (options = {}) => (await messagesOf(places, options)).map(({rule, severity, path}) => [rule, severity, path])
  expect(await told()).toEqual([])
  await count('870', '880')
  expect(await told()).toEqual([['release-stands', 'warning', 'report.yaml']])
  expect(await told({draft: true, out: join(places.out, '../draft')})).toEqual([])
  expect(await told(CORRECTION)).toEqual([])
  await day('2024-04-15', '2024-05-20')
  expect(await told()).toEqual([])
})
