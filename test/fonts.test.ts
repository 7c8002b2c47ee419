import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {allFaces, coverage, facesFor, fontsDigest, missingGlyphs, prepareFonts, type Face} from '../pipeline/design/fonts.ts'

const pathsOf = (language: string) => facesFor(language).map(({path}) => path)

test('each language has its faces', () => {
  const families = (language: string) => [...new Set(facesFor(language).map(({family}) => family))]
  expect(families('zh-Hans')).toEqual(['Source Serif 4', 'Source Sans 3', 'Noto Serif SC', 'Noto Sans SC'])
  expect(families('zh-Hant')).toEqual(['Source Serif 4', 'Source Sans 3', 'Noto Serif TC', 'Noto Sans TC'])
  expect(families('en')).toEqual(families('zh-Hans'))
  expect(allFaces()).toHaveLength(14)
})

test('faces are static TrueType', async () => {
  for (const {path} of allFaces()) {
    const tables = (await readFile(path)).subarray(0, 400).toString('latin1')
    expect([tables.includes('glyf'), tables.includes('CFF'), tables.includes('fvar')]).toEqual([true, false, false])
  }
})

test('characters that no face of the language has are found', async () => {
  const simplified = await coverage(pathsOf('zh-Hans'))
  const traditional = await coverage(pathsOf('zh-Hant'))
  expect(missingGlyphs('数据 ¥1,234.5 – Größe\u200b\ufe0f\n', simplified)).toEqual([])
  expect(missingGlyphs('數據', traditional)).toEqual([])
  expect(missingGlyphs('数据数', traditional)).toEqual(['数'])
  expect(missingGlyphs('水平\ue250𠮷', simplified)).toEqual(['\ue250', '𠮷'])
})

test('the coverage is that of the character maps', async () => {
  const path = pathsOf('en')[0] ?? ''
  const covered = await coverage([path])
  expect([...covered].sort((a, b) => a - b)).toEqual([...new Set(fontAt(path).characterSet)].sort((a, b) => a - b))
})

test('the digits of the upright Latin faces are as wide as each other', () => {
  for (const {path} of facesFor('en').filter(({family, style}) => family.startsWith('Source') && style === 'normal')) {
    const font = fontAt(path)
    expect(new Set(font.glyphsForString('0123456789').map((glyph) => glyph.advanceWidth)).size, path).toBe(1)
  }
})

test('on Linux the faces come by a configuration of their own, elsewhere by their addresses', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-fonts-'))
  const {env, css} = await prepareFonts(folder, facesFor('zh-Hant'), 'linux')
  const config = await readFile(env['FONTCONFIG_FILE'] ?? '', 'utf8')
  expect(css).toBe('')
  expect(config.match(/<dir>/g)).toHaveLength(10)
  expect(config).toContain(`<cachedir>${folder}`)
  const elsewhere = await prepareFonts(folder, facesFor('en'), 'darwin')
  expect(elsewhere.env).toEqual({})
  expect(elsewhere.blank).toMatch(/^file:.*blank\.html$/)
  expect(elsewhere.css).toMatch(
    /^@font-face\{font-family:"Source Serif 4";font-weight:400;font-style:normal;src:url\("file:\/\/.*SourceSerif4_400Regular\.ttf"\)\}\n/
  )
  await rm(folder, {recursive: true})
})

describe('A2 the set-up of the fonts is in the key of a print', () => {
  const faces = allFaces()
  const contents = faces.map(({path}) => `content of ${path}`)
  const key = (given: readonly Face[], platform: NodeJS.Platform = 'linux') =>
    fontsDigest(
      given,
      given.map((face) => contents[faces.indexOf(face)] ?? contents[0]!),
      platform
    )

  test('a face that is dropped', () => {
    expect(new Set([faces, ...faces.map((face) => faces.filter((other) => other !== face))].map((each) => key(each))).size).toBe(
      15
    )
  })

  test('their order, their names, their content, and how the browser gets them', () => {
    const [first, ...others] = faces
    const renamed = [{...first!, family: 'Source Serif'}, ...others]
    const changed = fontsDigest(faces, ['new content', ...contents.slice(1)], 'linux')
    const keys = [key(faces), key([...others, first!]), key(renamed), key([{...first!, weight: 700}, ...others]), changed]
    expect(new Set([...keys, key(faces, 'darwin'), key([...others, first!], 'darwin')]).size).toBe(7)
  })

  test('but not where they lie', () => {
    const moved = faces.map((face) => ({...face, path: `/elsewhere${face.path}`}))
    for (const platform of ['linux', 'darwin'] as const) {
      expect(fontsDigest(moved, contents, platform)).toBe(fontsDigest(faces, contents, platform))
    }
  })
})

interface Font {
  readonly characterSet: readonly number[]
  glyphsForString(text: string): readonly {readonly advanceWidth: number}[]
}

// Another reader of fonts, to compare with; it has no types of its own.
function fontAt(path: string): Font {
  return (createRequire(import.meta.url)('fontkit') as {openSync(path: string): Font}).openSync(path)
}
