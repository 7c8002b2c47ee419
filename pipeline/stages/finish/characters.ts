/**
 * Mends what a PDF says its glyphs mean. The Chinese fonts draw a radical and the character of the same
 * form with one glyph, and Chromium names such a glyph by its lowest code point: 广 would be found, copied
 * and read aloud as the radical ⼴.
 */
import {deflateSync, inflateSync} from 'node:zlib'
import {objectAt, replaceStream, type PdfFile} from '../../pdf/parse.ts'

/** Every font's table from glyphs to characters names characters, not radicals. */
export function nameCharacters(file: PdfFile): void {
  const tables = new Set(file.objects.flatMap((object) => /\/ToUnicode (\d+) 0 R/.exec(object?.text ?? '')?.[1] ?? []))
  for (const number of tables) {
    const object = objectAt(file, Number(number))
    if (!object.stream) continue
    const text = inflateSync(object.stream).toString('latin1')
    const mended = mendTable(text)
    if (mended !== text) replaceStream(file, Number(number), deflateSync(Buffer.from(mended, 'latin1'), {level: 6}))
  }
}

// Lines `<glyph> <character>`; those of three numbers are runs, in which no radical stands.
function mendTable(table: string): string {
  return table.replace(/^(<\w{4}>) <(\w{4})>$/gm, (line, glyph: string, code: string) =>
    code.startsWith('2') ? `${glyph} <${characterOf(code)}>` : line
  )
}

function characterOf(code: string): string {
  const drawn = String.fromCharCode(Number.parseInt(code, 16))
  const meant = SAME_FORM.get(drawn) ?? (/[\u2f00-\u2fdf\u2e80-\u2eff\u2329\u232a]/.test(drawn) ? drawn.normalize('NFKC') : drawn)
  return meant.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
}

// Radicals that Unicode does not itself equate with a character, by the glyphs that the Noto fonts share.
const SAME_FORM: ReadonlyMap<string, string> = new Map(
  Array.from(
    (
      '⺂乛⺃乚⺅亻⺉刂⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺠民⺡氵⺣灬⺦丬⺨犭⺫罒⺭礻⺯糹⺰纟⺱罓⺹耂⺺肀⺾艹⻁虎⻂衤⻃覀⻅见⻆角⻈讠' +
      '⻉贝⻋车⻌辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀⼾户⺋㔾⺤爫⺳㓁⺿艹⻎辶'
    ).matchAll(/(.)(.)/g),
    ([, radical = '', character = '']) => [radical, character]
  )
)
