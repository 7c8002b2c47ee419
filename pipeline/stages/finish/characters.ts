/**
 * Mends what a PDF says its glyphs mean. The Chinese fonts draw a radical and the character of the same
 * form with one glyph, and Chromium names such a glyph by its lowest code point: 广 would be found, copied
 * and read aloud as the radical ⼴. The Latin fonts draw a quotation mark and a letter of some languages with one:
 * it’s would be found as itʼs. Latin ligatures have a code point of their own: “fi” would be copied as “ﬁ”.
 */
import {deflateSync, inflateSync} from 'node:zlib'
import {mayName, nameIn, referenceIn, type PdfObject} from '../../pdf/objects.ts'
import {readCharacterMap, writeCharacterMap} from '../../pdf/character-map.ts'
import {objectAt, replaceStream, type PdfFile} from '../../pdf/parse.ts'

/** Every font's table from glyphs to characters names characters, not radicals, and keeps to the standard's ranges. */
export function nameCharacters(file: PdfFile): void {
  const tables = new Set(file.objects.flatMap((object) => (object && mayName(object, /\/Type0\b/) ? tableOf(object) : [])))
  for (const number of tables) {
    const {stream} = objectAt(file, number)
    if (!stream) continue
    const map = readCharacterMap(inflateSync(stream).toString('latin1'))
    const meant = map.entries.map(([code, text]) => [code, text.length === 1 ? characterOf(text) : text] as const)
    const mended = writeCharacterMap({...map, entries: meant})
    replaceStream(file, number, deflateSync(Buffer.from(mended, 'latin1'), {level: 6}))
  }
}

// A font whose glyphs are drawings (Type 3) has codes of one byte, and no radical to mend: Chromium makes one where a face fails.
function tableOf({value}: PdfObject): readonly number[] {
  if (!(value instanceof Map) || nameIn(value.get('Subtype')) !== 'Type0') return []
  const table = referenceIn(value.get('ToUnicode'))
  return table === undefined ? [] : [table]
}

function characterOf(drawn: string): string {
  return SAME_FORM.get(drawn) ?? (COMPATIBLE.test(drawn) ? drawn.normalize('NFKC') : drawn)
}

const COMPATIBLE = /[\u2f00-\u2fdf\u2e80-\u2eff\u2329\u232a\ufb00-\ufb06]/

// Radicals and marks that Unicode does not itself equate with the character that is meant, by the glyphs that our fonts share.
const SAME_FORM: ReadonlyMap<string, string> = new Map(
  Array.from(
    (
      '⺂乛⺃乚⺅亻⺉刂⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺠民⺡氵⺣灬⺦丬⺨犭⺫罒⺭礻⺯糹⺰纟⺱罓⺹耂⺺肀⺾艹⻁虎⻂衤⻃覀⻅见⻆角⻈讠' +
      '⻉贝⻋车⻌辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀⼾户⺋㔾⺤爫⺳㓁⺿艹⻎辶' +
      'ʻ‘ʼ’‒–∕／'
    ).matchAll(/(.)(.)/g),
    ([, radical = '', character = '']) => [radical, character]
  )
)
