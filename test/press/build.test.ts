/** A report that goes to press: its files, what is told of it, and what is asked of its author. */
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test, vi} from 'vitest'
import {readPageMap} from '../../pipeline/pdf/destinations.ts'
import {openPdf} from '../../pipeline/pdf/parse.ts'
import {validatePdf} from '../../pipeline/pdf/validate.ts'
import {srgbProfile} from '../../pipeline/pdf/srgb.ts'
import {buildReport, digestsIn, messagesOf, ranIn} from '../building.ts'
import {reportCopy, temporaryFolder} from '../temporary.ts'
import {doctorCommand} from '../../pipeline/commands/doctor.ts'
import type {Setting} from '../../pipeline/commands/command.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {pressProfile} from './profiles.ts'

vi.setConfig({testTimeout: 60_000})

const only = {region: ['north'], audience: ['full'], language: ['en']}

async function report(press: string, profile: Uint8Array = pressProfile()) {
  const folder = await reportCopy('markets')
  await mkdir(join(folder, 'press'))
  await writeFile(join(folder, 'press/own.icc'), profile)
  const path = join(folder, 'report.yaml')
  await writeFile(path, `${await readFile(path, 'utf8')}\n${press}\n`)
  const root = await temporaryFolder()
  return {folder, out: join(root, 'out'), store: join(root, 'store')}
}

test('the press edition lies beside the others, keeps PDF/X-4, and is made again only for what it is made of', async () => {
  const places = await report('press: {profile: press/own.icc}')
  const first = await buildReport(places, {formats: ['pdf', 'press'], only})
  expect(first.messages).toEqual([])
  const before = await digestsIn(places.out)
  const paths = Object.keys(before).filter((path) => path.endsWith('.pdf'))
  expect(paths).toEqual(['north/full/en/markets.pdf', 'north/full/en/markets.press.pdf'])
  const [read, pressed] = (await Promise.all(paths.map((path) => readFile(join(places.out, path))))) as [Buffer, Buffer]
  expect(validatePdf(pressed)).toEqual([])
  // Every place is on the page that it is on in the PDF that is read.
  expect(Object.keys(readPageMap(openPdf(read)).destinations).length).toBeGreaterThan(5)
  expect(readPageMap(openPdf(pressed))).toEqual(readPageMap(openPdf(read)))
  expect(ranIn(await buildReport(places, {formats: ['pdf', 'press'], only}))).toEqual({})
  await writeFile(join(places.folder, 'press/own.icc'), pressProfile('mft1'))
  expect(ranIn(await buildReport(places, {formats: ['pdf', 'press'], only}))).toEqual({press: 1})
  const after = await digestsIn(places.out)
  expect(after[paths[0]!]).toBe(before[paths[0]!])
  expect(after[paths[1]!]).not.toBe(before[paths[1]!])
  await writeFile(join(places.folder, 'press/own.icc'), pressProfile())
  await buildReport({...places, store: join(places.store, 'other')}, {formats: ['pdf', 'press'], only})
  expect((await digestsIn(places.out))[paths[1]!]).toBe(before[paths[1]!])
})

test('without a profile it is made, and told what it is not', async () => {
  const places = await report('')
  const {messages} = await buildReport(places, {formats: ['press'], only})
  // The catalogue is for readers.
  expect(await readFile(join(places.out, 'index.html'), 'utf8')).not.toContain('en-north')
  expect(messages).toEqual([
    {
      severity: 'warning',
      rule: 'press-has-a-profile',
      path: 'report.yaml',
      reason:
        'Expected `profile` in `press`, the ICC profile of the printer: without it the press edition is no PDF/X-4, and its colours stay RGB',
      note: 'Ask the printer for the profile, put it in the folder of the report, and name it as in `press: {profile: press/coated.icc}`.',
      edition: 'north.full.en'
    }
  ])
})

test('more ink than the printer takes is told once, with its colour', async () => {
  const {messages} = await buildReport(await report('press: {profile: press/own.icc, ink-limit: 120}'), {
    formats: ['press'],
    only
  })
  expect(messages.length).toBeGreaterThan(0)
  for (const {rule, reason} of messages) {
    expect(rule).toBe('ink-is-within-limit')
    expect(reason).toMatch(
      /^Unexpected 1[2-9]\d(?:\.\d)? % of ink for the colour `#\w{6}` on page \d+ of the press edition, expected 120 % at most$/
    )
  }
})

test('doctor tells the profile of a report, or what is wrong with it', async () => {
  const finding = async (press: string, profile?: Uint8Array) => {
    const {folder, store} = await report(press, profile)
    const setting = {world: thisMachine(), tell: () => {}} as unknown as Setting
    const {result} = await doctorCommand.run({words: [folder], options: {store}}, setting)
    return (result as {findings: {what: string}[]}).findings.find(({what}) => what === 'Press')
  }
  expect(await finding('press: {profile: press/own.icc}')).toMatchObject({
    state: 'fine',
    found: 'PDF/X-4 for “Test press” (press/own.icc: class prtr, CMYK)',
    note: expect.stringContaining('Left to the printer: trapping, overprint, creep')
  })
  expect(await finding('press: {profile: press/own.icc}', srgbProfile())).toMatchObject({
    state: 'missing',
    found: expect.stringContaining('class `mntr`')
  })
  const none = {found: 'no profile: a press edition of this report is no PDF/X-4, and its colours stay RGB'}
  expect(await finding('formats: [pdf, press]')).toMatchObject({...none, state: 'warning'})
  expect(await finding('')).toMatchObject({...none, state: 'fine'})
})

test.each([
  ['press: {profile: press/missing.icc}', pressProfile(), 'file-is-there', 'Expected the file `press/missing.icc`'],
  [
    'press: {profile: press/own.icc}',
    srgbProfile(),
    'profile-is-of-a-press',
    'Unexpected `press/own.icc`, a profile of the class `mntr`, expected the ICC profile of a press: class `prtr`, CMYK, by way of Lab'
  ],
  [
    'press: {profile: press/own.icc}',
    Buffer.from('no profile'),
    'profile-is-of-a-press',
    'Unexpected `press/own.icc`, a file that is no ICC profile, expected the ICC profile of a press: class `prtr`, CMYK, by way of Lab'
  ]
])('%s: %#', async (press, profile, rule, reason) => {
  const places = await report(press, profile)
  const lines = (await readFile(join(places.folder, 'report.yaml'), 'utf8')).split('\n')
  const line = lines.findIndex((each) => each.startsWith('press:')) + 1
  const [message, ...more] = await messagesOf(places, {formats: ['html'], only})
  expect(more).toEqual([])
  expect(message).toMatchObject({severity: 'error', path: 'report.yaml', line, rule, reason})
  expect(message!.column).toBe(9)
})
