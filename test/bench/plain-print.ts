/**
 * What a page as we print it costs beside loading and printing it plainly, in turn, in two warm browsers: neither has to clear away
 * what the other one left, as in no build; and a page of many notes.
 * Run by the bench as a program of its own: `plain-print.ts <report> <store>`; prints one line of JSON.
 */
import {createPagePool, type KeptPage} from '../../pipeline/browser/index.ts'
import type {PreparedFonts} from '../../pipeline/design/fonts.ts'
import {openRun} from '../../pipeline/run/open.ts'
import {openSession} from '../../pipeline/run/session.ts'
import {finish} from '../../pipeline/stages/finish/index.ts'
import {inspect} from '../../pipeline/stages/inspect.ts'
import {arrangePage} from '../../pipeline/stages/print/arrange.ts'
import {sheetOf} from '../../pipeline/stages/print/document.ts'
import {printOn} from '../../pipeline/stages/print/paginate.ts'
import type {PrintPage} from '../../pipeline/types.ts'
import {thisMachine} from '../../pipeline/world.ts'
import {notesPage} from '../fixtures/print/notes.ts'
import {finishedPages} from './finished.ts'

/** Seconds of each pair, and of each print of the page of many notes. */
export interface PlainPrint {
  readonly ours: readonly number[]
  readonly plain: readonly number[]
  readonly noted: readonly number[]
  /** Pages of one with many notes. */
  readonly pages: number
}

const PAIRS = 12
/** Of each before: programs get faster while they run, and a build prints hundreds. */
const WARMING = 8
const NOTES = 72

async function main([folder = '', store = '']: readonly string[]): Promise<void> {
  const world = thisMachine()
  const session = await openSession(world, {store})
  const run = await openRun({folder, only: {}, draft: false, rendering: 'print', jobs: 1, checkOnly: () => {}}, session)
  const pages = await finishedPages(run)
  const {browser, prepared} = run.renderer.seat!.printing!
  const pool = createPagePool({browser, jobs: 2, env: {...world.env, ...prepared.env}, isRoot: world.isRoot})
  const result = await pool.use((kept) => pool.use((other) => measured({kept, other}, pages, prepared)))
  await Promise.all([pool.close(), run.close(), session.close()])
  console.log(JSON.stringify(result))
}

interface Kept {
  readonly kept: KeptPage
  /** In which pages are printed plainly. */
  readonly other: KeptPage
}

async function measured({kept, other}: Kept, pages: readonly PrintPage[], fonts: PreparedFonts): Promise<PlainPrint> {
  const noted = notesPage(2001, {notes: NOTES, fill: 14})
  for (const page of [noted, ...pages.slice(0, WARMING)]) {
    await ours(kept, page, fonts)
    await plain(other, page, fonts)
  }
  const pairs: [number, number][] = []
  for (const page of pages.slice(WARMING, WARMING + PAIRS))
    pairs.push([await seconds(() => ours(kept, page, fonts)), await seconds(() => plain(other, page, fonts))])
  await ours(kept, noted, fonts)
  const times: number[] = []
  for (let run = 0; run < 5; run++) times.push(await seconds(() => printed(kept, noted, fonts)))
  const made = await printed(kept, noted, fonts)
  return {ours: pairs.map(([one]) => one), plain: pairs.map(([, other]) => other), noted: times, pages: made.map.pages}
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

// Filled, printed, looked at, tagged and described: all but what the text says of itself.
async function ours(kept: KeptPage, page: PrintPage, fonts: PreparedFonts): Promise<void> {
  await arrangePage(kept, page, fonts)
  await printed(kept, page, fonts)
}

// Laid, set, printed and finished.
async function printed(kept: KeptPage, page: PrintPage, fonts: PreparedFonts) {
  const attempt = await printOn(kept, page, fonts)
  if ('problems' in attempt) throw new Error(attempt.problems.map(({reason}) => reason).join('\n'))
  const {pdf, map, places, set} = attempt.printed
  inspect({page, set, fonts: [], bytes: pdf.length, mostPages: undefined, blank: []})
  const metadata = {
    title: page.title,
    author: '',
    subject: '',
    keywords: [],
    language: page.language,
    date: '2026-01-01',
    tool: 'bench'
  }
  finish(pdf, {map, places, files: [], outline: [], metadata, provenance: {edition: 'bench', sources: {}, values: []}})
  return attempt.printed
}

async function plain(kept: KeptPage, page: PrintPage, fonts: PreparedFonts): Promise<void> {
  const {title, language, body} = page
  await kept.setContent(
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><style>${fonts.css}${sheetOf(page)}</style></head><body>${body}</body></html>`
  )
  await kept.session.send('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: false
  })
}

await main(process.argv.slice(2))
