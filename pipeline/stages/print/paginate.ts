/** One print of one page: numbers are predicted, printed, compared with the PDF, and printed again where they were wrong. */
import type {KeptPage} from '../../browser/index.ts'
import type {PreparedFonts} from '../../design/fonts.ts'
import type {Message} from '../../messages.ts'
import type {PageMap, PrintPage} from '../../types.ts'
import {readPageMap} from '../../pdf/destinations.ts'
import {dress, fill, lay, MEASURING, type Laid} from './in-page.ts'
import {blankPage, contentSize, sheetOf} from './document.ts'
import {furnish, SPARE, wantedIds, type Prediction} from './furniture.ts'
import {normalise} from './normalise.ts'

/** One print: the same page gives the same bytes, whatever was printed before or beside it. */
export interface Printed {
  readonly pdf: Uint8Array
  readonly map: PageMap
  readonly warnings: readonly Message[]
}

/** Page numbers that change a line break may move what they number; more rounds than this never end. */
const ROUNDS = 4

/** Above this many pages the browser has used up so much memory that a new one is better. */
const BIG = 150

/** Print on a kept page. Throws where the page numbers do not settle. */
export async function printOn(kept: KeptPage, content: PrintPage, fonts: PreparedFonts): Promise<Printed> {
  await load(kept, content, fonts)
  const {title, language, body, anchors} = content
  const wanted = wantedIds(content)
  const laid = await kept.page.evaluate(lay, {title, language, body, anchors, wanted, width: contentSize(content.paper).width})
  const printed = await settle(kept, content, laid)
  kept.worn = printed.map.pages > BIG
  return {...printed, warnings: warnings(laid)}
}

// The style sheet stays while editions of one layout and language follow each other.
async function load(kept: KeptPage, content: PrintPage, fonts: PreparedFonts): Promise<void> {
  const css = sheetOf(content)
  if (kept.loaded === css) return
  if (kept.loaded === undefined) await loadBlank(kept, fonts)
  await kept.page.evaluate(dress, {css, ...contentSize(content.paper)})
  kept.loaded = css
}

async function loadBlank({page}: KeptPage, fonts: PreparedFonts): Promise<void> {
  await Promise.all([page.emulateMediaType('print'), page.setViewport(MEASURING)])
  if (fonts.blank) await page.goto(fonts.blank)
  await page.setContent(blankPage(fonts))
}

async function settle(kept: KeptPage, content: PrintPage, laid: Laid): Promise<{pdf: Uint8Array; map: PageMap}> {
  let prediction: Prediction = {...laid, places: new Map(laid.places)}
  for (let round = 0; round < ROUNDS; round++) {
    await kept.page.evaluate(fill, furnish(content, prediction))
    const pdf = await printRaw(kept)
    const map = readPageMap(pdf)
    if (holds(prediction, map))
      return {pdf: normalise(pdf), map: {...map, firstPage: prediction.places.get(content.firstPage ?? '') ?? 1}}
    const places = Array.from(prediction.places, ([id, page]) => [id, placeOf(id, map) ?? page] as const)
    prediction = {...prediction, places: new Map(places), pages: map.pages}
  }
  throw new Error(`The page numbers of “${content.title}” do not settle: each print moves what they point to`)
}

// What is no place in the PDF, such as an empty element, has only the prediction.
function holds({places, pages}: Prediction, map: Omit<PageMap, 'firstPage'>): boolean {
  return map.pages <= pages + SPARE && [...places].every(([id, page]) => (placeOf(id, map) ?? page) === page)
}

// An id may have the name of what every object has.
function placeOf(id: string, {destinations}: Omit<PageMap, 'firstPage'>): number | undefined {
  return Object.hasOwn(destinations, id) ? destinations[id] : undefined
}

async function printRaw({session}: KeptPage): Promise<Buffer> {
  const {data} = await session.send('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    // Chromium's own outline doubles the words of balanced headings; ours is made of the headings themselves.
    generateDocumentOutline: false
  })
  return Buffer.from(data, 'base64')
}

function warnings({tooWide, broken}: Laid): readonly Message[] {
  const wide = tooWide.map(
    ({id, by}) => `Unexpected content ${by} px wider than the page${near(id)}, expected all of it within the margins`
  )
  const unseen = broken.map(
    (id) => `Unexpected image that cannot be shown${near(id)}, expected SVG, PNG or JPEG as a data: address`
  )
  return [
    ...[...new Set(wide)].map((reason) =>
      warning('content-fits-page', reason, 'Make the table or image narrower, or let its words break.')
    ),
    ...unseen.map((reason) => warning('image-loads', reason, 'Put the file under images/ and see that a browser can open it.'))
  ]
}

function warning(rule: string, reason: string, note: string): Message {
  return {severity: 'warning', rule, reason, note}
}

function near(id: string): string {
  return id ? ` at #${id}` : ''
}
