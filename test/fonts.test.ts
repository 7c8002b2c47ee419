import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {digestOfBytes} from '../pipeline/cache/hash.ts'
import {commonCharacters, commonName, cutCommonFaces} from '../pipeline/design/common-faces.ts'
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
  const found = Array.from({length: 0x110000}, (_, code) => code).filter((code) => covered.has(code))
  expect(found).toEqual([...new Set(fontAt(path).characterSet)].sort((a, b) => a - b))
})

test('the digits of the upright Latin faces are as wide as each other', () => {
  for (const {path} of facesFor('en').filter(({family, style}) => family.startsWith('Source') && style === 'normal')) {
    const font = fontAt(path)
    expect(new Set(font.glyphsForString('0123456789').map((glyph) => glyph.advanceWidth)).size, path).toBe(1)
  }
})

test('on Linux the faces come by a configuration of their own, elsewhere by their addresses', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-fonts-'))
  const settings = {folder, fileDigest, onDamage() {}}
  const {env, css} = await prepareFonts({...settings, faces: facesFor('zh-Hant'), platform: 'linux'})
  const config = await readFile(env['FONTCONFIG_FILE'] ?? '', 'utf8')
  expect(css.split('\n')).toHaveLength(14)
  expect(css).toContain(
    '@font-face{font-family:"Noto Serif TC";font-weight:700;font-style:normal;src:local("NotoSerifTC-Bold")}\n' +
      '@font-face{font-family:"Noto Serif TC";font-weight:700;font-style:normal;src:local("NotoSerifTC-Bold-common")}'
  )
  expect(config.match(/<dir>/g)).toHaveLength(11)
  expect(config.match(/<match target="scan">/g)).toHaveLength(4)
  expect(config).toContain(`<cachedir>${folder}`)
  const elsewhere = await prepareFonts({...settings, faces: facesFor('en'), platform: 'darwin'})
  expect(elsewhere.env).toEqual({})
  expect(elsewhere.blank).toMatch(/^file:.*blank\.html$/)
  expect(elsewhere.css).toMatch(
    /^@font-face\{font-family:"Source Serif 4";font-weight:400;font-style:normal;src:url\("file:\/\/.*SourceSerif4_400Regular\.ttf"\)\}\n/
  )
  expect(elsewhere.css.match(/common\/Noto\w+-\w+-common\.ttf/g)).toHaveLength(4)
  await rm(folder, {recursive: true})
})

describe('small faces of the common characters', () => {
  const large = allFaces().filter(({script}) => script !== undefined)
  const settings = {fileDigest, onDamage() {}}

  test('their sets are those of the standards', () => {
    expect([...commonCharacters('Hans')].filter((each) => /\p{Script=Han}/u.test(each))).toHaveLength(6764)
    expect([...commonCharacters('Hant')].filter((each) => /\p{Script=Han}/u.test(each))).toHaveLength(5420)
    for (const text of ['AZ az 09 数据，“的”《》（）……——·％～', '齄龠']) expect(missing(text, 'Hans')).toEqual([])
    for (const text of ['AZ az 09 數據，“的”「」《》（）……——．％', '籲']) expect(missing(text, 'Hant')).toEqual([])
    expect(missing('镕囍', 'Hans')).toEqual(['囍', '镕'])
  })

  test('each has its characters, drawn as in the whole face, and the same faces give the same bytes', async () => {
    const folders = [await mkdtemp(join(tmpdir(), 'octavo-cut-')), await mkdtemp(join(tmpdir(), 'octavo-cut-'))]
    for (const folder of folders) await cutCommonFaces(folder, large, settings)
    for (const face of large) {
      const [path, again] = folders.map((folder) => join(folder, `${commonName(face)}.ttf`))
      const known = await coverage([face.path])
      const text = [...commonCharacters(face.script!)].filter((each) => known.has(each.codePointAt(0)!))
      expect(text.length).toBeGreaterThan(5800)
      expect(missingGlyphs(text.join(''), await coverage([path!]))).toEqual([])
      expect(await fileDigest(path!)).toBe(await fileDigest(again!))
      const [cut, whole] = [fontAt(path!), fontAt(face.path)]
      for (const each of text.filter((_, index) => index % 1301 === 0)) expect(shape(cut, each), each).toEqual(shape(whole, each))
    }
    for (const folder of folders) await rm(folder, {recursive: true})
  })

  test('what is damaged is told and cut again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'octavo-cut-'))
    let damage = 0
    const cutting = {fileDigest, onDamage: () => damage++}
    const [first] = large
    const path = join(folder, `${commonName(first!)}.ttf`)
    await cutCommonFaces(folder, [first!], cutting)
    const bytes = await readFile(path)
    for (const spoil of [
      () => rm(path),
      () => writeFile(path, bytes.subarray(9)),
      () => writeFile(join(folder, 'files.json'), '[')
    ]) {
      await spoil()
      await cutCommonFaces(folder, [first!], cutting)
      expect((await readFile(path)).equals(bytes)).toBe(true)
    }
    expect(damage).toBe(3)
    await rm(folder, {recursive: true})
  })

  function missing(text: string, script: 'Hans' | 'Hant') {
    return missingGlyphs(text, new Set([...commonCharacters(script)].map((each) => each.codePointAt(0)!)))
  }

  function shape(font: Font, text: string) {
    const [glyph] = font.glyphsForString(text)
    return [glyph!.advanceWidth, glyph!.path.toSVG()]
  }
})

async function fileDigest(path: string): Promise<string> {
  return digestOfBytes(await readFile(path))
}

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
  glyphsForString(text: string): readonly {readonly advanceWidth: number; readonly path: {toSVG(): string}}[]
}

// Another reader of fonts, to compare with; it has no types of its own.
function fontAt(path: string): Font {
  return (createRequire(import.meta.url)('fontkit') as {openSync(path: string): Font}).openSync(path)
}
