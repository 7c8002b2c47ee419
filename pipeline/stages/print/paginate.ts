/** One print of one page: numbers are predicted, printed, compared with the PDF, and printed again where they were wrong. */
import {call, type KeptPage} from '../../browser/index.ts'
import type {PreparedFonts} from '../../design/fonts.ts'
import {ReportError, type Message} from '../../messages.ts'
import type {PageMap, Paper, Place, PrintPage, SetPage} from '../../types.ts'
import {readPageMap, sidewaysPages} from '../../pdf/destinations.ts'
import {openPdf, type PdfReader} from '../../pdf/parse.ts'
import {dress, fill, lay, locate, MEASURING, measure, type Laid} from './in-page.ts'
import {blankPage, roomOn, sheetOf} from './document.ts'
import {leftOf} from './facing.ts'
import {fit} from './fit.ts'
import {foot} from './foot.ts'
import {inkBottoms} from './ink.ts'
import {look} from './look.ts'
import {attachNotes} from './notes.ts'
import {furnish, labelOf, SPARE, wantedIds, type Prediction} from './furniture.ts'
import {normalise} from './normalise.ts'
import {noteProblem, problemsOf} from './problems.ts'
import {pushed} from './pushed.ts'
import {onPaper, setPage} from './set.ts'
import {renumber, renumbered, runsOf, turnedRuns} from './turned.ts'

/** One print: the same page gives the same bytes, whatever was printed before or beside it. */
export interface Printed {
  readonly pdf: Uint8Array
  readonly map: PageMap
  readonly places: readonly (Place | null)[]
  readonly set: SetPage
}

/** What came of a page: a print, or why there is none. */
export type Attempt = {readonly printed: Printed} | {readonly problems: readonly Message[]}

/** Page numbers that change a line break may move what they number; more rounds than this never end. */
const ROUNDS = 4

/** Above this many pages the browser has used up so much memory that a new one is better. */
const BIG = 150

/** Print on a kept page, unless something does not fit. Throws where the page numbers do not settle. */
export async function printOn(kept: KeptPage, content: PrintPage, fonts: PreparedFonts): Promise<Attempt> {
  const problems = await layOn(kept, content, fonts)
  if (problems.length > 0) return {problems}
  const room = roomOn(content.paper)
  const [lost, laid, ink, seen, pushing] = await kept.evaluate(
    call(foot, room),
    call(measure, {wanted: wantedIds(content), width: room.width}),
    call(inkBottoms, room),
    call(look, room),
    call(pushed, room)
  )
  if (lost !== null) return {problems: [noteProblem(lost)]}
  const printed = await settle(kept, content, {laid, set: setPage({...seen, pushing}, ink, room.height)})
  kept.worn = printed.map.pages > BIG
  return {printed}
}

/** Lay a page on a kept one, in the columns that stand for its pages. Tells what does not fit, or cannot be shown. */
export async function layOn(kept: KeptPage, content: PrintPage, fonts: PreparedFonts): Promise<readonly Message[]> {
  if (kept.loaded === undefined) await loadBlank(kept, fonts)
  const {title, language, body, anchors, paper} = content
  const room = roomOn(paper)
  // The style sheet stays while editions of one layout and language follow each other.
  const css = sheetOf(content)
  const isDressed = kept.loaded === css
  kept.loaded = css
  const [, broken, , misfits] = await kept.evaluate(
    call(dress, isDressed ? undefined : {css, ...room}),
    call(lay, {
      title,
      language,
      body,
      anchors,
      wanted: wantedIds(content),
      onRight: paper.facing === true ? content.firstPage : undefined
    }),
    call(attachNotes, room),
    call(fit, room)
  )
  return problemsOf(misfits, broken)
}

async function loadBlank(kept: KeptPage, fonts: PreparedFonts): Promise<void> {
  if (fonts.blank) await kept.go(fonts.blank)
  await Promise.all([
    kept.session.send('Emulation.setEmulatedMedia', {media: 'print'}),
    kept.session.send('Emulation.setDeviceMetricsOverride', {...MEASURING, deviceScaleFactor: 1, mobile: false}),
    kept.setContent(blankPage(fonts))
  ])
}

interface Setting {
  readonly laid: Laid
  readonly set: Omit<SetPage, 'labels'>
}

async function settle(kept: KeptPage, content: PrintPage, {laid, set}: Setting): Promise<Printed> {
  const turned = turnedRuns(laid.turned)
  let prediction: Prediction = {
    ...laid,
    places: new Map(laid.places),
    tops: new Set(laid.tops),
    continued: new Map(laid.continued)
  }
  for (let round = 0; round < ROUNDS; round++) {
    const [, boxes] = await kept.evaluate(
      call(fill, furnish(content, prediction)),
      call(locate, {width: roomOn(content.paper).width})
    )
    const pdf = await printRaw(kept)
    const map = readPageMap(pdf)
    const {page, continued} = renumber(laid, turned, turned.length === 0 ? [] : runsOf(sidewaysPages(pdf, content.paper)))
    if (holds(prediction, map, continued)) {
      const firstPage = prediction.places.get(content.firstPage ?? '') ?? 1
      const labels = Array.from({length: map.pages}, (_, index) => labelOf(index + 1, firstPage, prediction))
      const places = placesOn(
        content.paper,
        boxes.map((box) => box && [page(box[0]), box[1], box[2]])
      )
      return {
        pdf: normalise(pdf),
        map: {...map, firstPage},
        places,
        set: {
          ...onPaper(renumbered(set, page), content.paper),
          labels,
          ...(laid.interleaf !== null && {interleaf: laid.interleaf})
        }
      }
    }
    const places = Array.from(prediction.places, ([id, page]) => [id, placeOf(id, map) ?? page] as const)
    prediction = {...prediction, places: new Map(places), pages: map.pages, continued}
  }
  throw new ReportError([
    {
      severity: 'error',
      rule: 'page-numbers-settle',
      reason: `Unexpected page numbers of “${content.title}”: each print moves what they point to`,
      note: 'A reference by page stands at the very end of a line or a page. Change a word near it, or leave the page out.'
    }
  ])
}

// From CSS pixels of the content to millimetres of the paper. A line that only just fits may be broken one word earlier than in
// the print: more digits would promise what is not known.
function placesOn(paper: Paper, boxes: ReturnType<typeof locate>): Printed['places'] {
  const millimetres = (pixels: number, from: number) => Math.round((pixels * 25.4) / 96 + from)
  return boxes.map((box) => box && [box[0], millimetres(box[1], leftOf(paper, box[0])), millimetres(box[2], paper.margin.top)])
}

// What is no place in the PDF, such as an empty element, has only the prediction.
function holds(
  {places, pages, continued: believed}: Prediction,
  map: Omit<PageMap, 'firstPage'>,
  continued: Prediction['continued']
): boolean {
  const isSame = believed.size === continued.size && [...continued].every(([page, caption]) => believed.get(page) === caption)
  return isSame && map.pages <= pages + SPARE && [...places].every(([id, page]) => (placeOf(id, map) ?? page) === page)
}

// An id may have the name of what every object has.
function placeOf(id: string, {destinations}: Omit<PageMap, 'firstPage'>): number | undefined {
  return Object.hasOwn(destinations, id) ? destinations[id] : undefined
}

async function printRaw({session}: KeptPage): Promise<PdfReader> {
  const {data} = await session.send('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    // Chromium's own outline doubles the words of balanced headings; ours is made of the headings themselves.
    generateDocumentOutline: false
  })
  return openPdf(Buffer.from(data, 'base64'))
}
