/** Profiles of presses, read by our own code: held against the formulas that they were made of, and against Little CMS. */
import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {faultOfPress, readPress} from '../../pipeline/pdf/icc/press.ts'
import {chromaOf, hexOf, labOf, rgbOf, type Rgb} from '../../pipeline/pdf/lab.ts'
import {srgbProfile} from '../../pipeline/pdf/srgb.ts'
import {temporaryFolder} from '../temporary.ts'
import {FREE, pressProfile, seen, separate, type Form} from './profiles.ts'

const FORMS: readonly Form[] = ['mft1', 'mft2', 'mAB']
const COLOURS: readonly Rgb[] = [
  ...Array.from({length: 120}, (_, index): Rgb => [
    ((index * 37) % 256) / 255,
    ((index * 91 + 13) % 256) / 255,
    ((index * 151 + 77) % 256) / 255
  ]),
  ...['#000000', '#ffffff', '#ff0000', '#00ff00', '#0000ff', '#7d2231', '#1f5a8c'].map(rgbOf)
]

describe('colours of the screen', () => {
  // Values of Bruce Lindbloom's calculator, sRGB under D50.
  test.each([
    ['#ffffff', [100, 0, 0]],
    ['#000000', [0, 0, 0]],
    ['#ff0000', [54.29, 80.81, 69.89]],
    ['#00ff00', [87.82, -79.29, 80.99]],
    ['#0000ff', [29.57, 68.3, -112.03]],
    ['#808080', [53.59, 0, 0]]
  ] as const)('%s', (hex, lab) => {
    const own = labOf(rgbOf(hex))
    for (const index of [0, 1, 2] as const) expect(Math.abs(own[index] - lab[index])).toBeLessThan(0.1)
    expect(hexOf(rgbOf(hex))).toBe(hex)
  })

  test('grey has no chroma', () => {
    expect(chromaOf(labOf(rgbOf('#777777')))).toBeLessThan(0.05)
    expect(chromaOf([50, 3, 4])).toBe(5)
  })
})

describe.each(FORMS)('a profile of %s tables', (form) => {
  const press = readPress(pressProfile(form))

  test('has a name', () => expect(press.name).toBe('Test press'))

  test('gives the inks of its formula', () => {
    for (const rgb of COLOURS.filter((each) => chromaOf(labOf(each)) < 60)) {
      const wanted = separate(labOf(rgb))
      press.inks(rgb).forEach((ink, index) => expect(Math.abs(ink - wanted[index]!)).toBeLessThan(0.05))
    }
    expect(press.inks([1, 1, 1]).every((ink) => ink < 0.005)).toBe(true)
  })

  test('gives as much black as is as light', () => {
    for (const black of [0.1, 0.35, 0.8]) expect(press.black(seen([0, 0, 0, black])[0])).toBeCloseTo(black, 2)
    expect(press.black(0)).toBe(1)
    expect(press.black(100)).toBe(0)
  })
})

const lcms = hasCommand('transicc')
const profiles = [
  ...FORMS.map((form) => [form, () => pressProfile(form)] as const),
  ...(FREE ? [['of libgs-common', () => readFileSync(FREE!)] as const] : [])
]

test.runIf(lcms).each(profiles)('Little CMS gives the same inks by a profile %s', async (_, bytes) => {
  const folder = await temporaryFolder()
  const [screen, press] = ['screen.icc', 'press.icc'].map((name) => join(folder, name)) as [string, string]
  writeFileSync(screen, srgbProfile())
  writeFileSync(press, bytes())
  const input = COLOURS.map((rgb) => rgb.map((each) => Math.round(each * 255)).join(' ')).join('\n')
  const answer = execFileSync('transicc', ['-v0', '-c0', '-n', '-t1', `-i${screen}`, `-o${press}`], {
    input: `${input}\n`,
    stdio: 'pipe'
  })
  const rows = answer
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const own = readPress(bytes())
  const differences = COLOURS.map((rgb, at) =>
    Math.max(...own.inks(rgb).map((ink, index) => Math.abs(ink * 100 - rows[at]![index]!)))
  )
  expect(Math.max(...differences)).toBeLessThan(1.5)
  expect(differences.reduce((sum, each) => sum + each, 0) / differences.length).toBeLessThan(0.2)
})
test.skipIf(lcms)('Little CMS is not here: install liblcms2-utils', () => {})
test.skipIf(FREE !== undefined)('no profile of a press is here: install libgs-common', () => {})

describe('what is no profile of a press is told', () => {
  test.each([
    ['a text', Buffer.from('no profile'), 'a file that is no ICC profile'],
    ['a profile that is cut off', pressProfile().subarray(0, 5000), 'a file that is no ICC profile'],
    ['that of a screen', srgbProfile(), 'a profile of the class `mntr`'],
    ['one for three inks', pressProfile('mft2', {space: 'CMY '}), 'a profile of CMY colours'],
    ['one that scans', pressProfile('mft2', {deviceClass: 'scnr'}), 'a profile of the class `scnr`'],
    ['a press', pressProfile(), undefined]
  ])('%s', (_, bytes, fault) => expect(faultOfPress(bytes)).toBe(fault))

  test('wherever it ends, and whatever byte is another, nothing is thrown but an error', () => {
    const whole = pressProfile()
    for (let end = 0; end < whole.length; end += 4999)
      expect(faultOfPress(whole.subarray(0, end))).toBe('a file that is no ICC profile')
    const tables = whole.indexOf('mft2')
    const damaged = (at: number) => Buffer.from(whole.map((byte, index) => (index === at ? byte ^ 0xff : byte)))
    for (let at = 0; at < 300; at++) expect(() => faultOfPress(damaged(at))).not.toThrow()
    expect(faultOfPress(damaged(tables))).toMatch(/^a profile with a table of the type/)
    expect(faultOfPress(damaged(tables + 8))).toBe('a profile with a table from 252 numbers to 4')
    expect(faultOfPress(damaged(tables + 10))).toBe('a profile with a table that ends too early')
  })
})

function hasCommand(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], {stdio: 'ignore'})
    return true
  } catch {
    return false
  }
}
