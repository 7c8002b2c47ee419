/** From a print page to its PDF as the browser makes it, and to the pages where things came to stand. */
import {createPagePool, type PoolSettings} from '../../browser/index.ts'
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import type {PreparedFonts} from '../../design/fonts.ts'
import {ReportError} from '../../messages.ts'
import {arrangePage, type Arranger} from './arrange.ts'
import {printOn, type Printed} from './paginate.ts'
import type {PageMap, Place, PrintPage, SetPage} from '../../types.ts'

export {arrangeStage} from './arrange.ts'
export type {Printed} from './paginate.ts'

/** Prints pages, some at a time; browsers are started when first needed. */
export interface Printer extends Arranger {
  print(page: PrintPage): Promise<Printed>
  /** How often a browser failed so far. */
  failures(): number
  /** Start so many browsers now: pages are on their way. What goes wrong is told by the first real print. */
  warm(pages: number): void
  close(): Promise<void>
}

/** Which browser, pages and fonts. */
export interface PrinterSettings extends PoolSettings {
  readonly fonts: PreparedFonts
}

/** A printer with this browser and these fonts. */
export function createPrinter({fonts, ...settings}: PrinterSettings): Printer {
  const pool = createPagePool({...settings, env: {...settings.env, ...fonts.env}})
  // What the author has to mend is no failure of the browser, and is not tried again.
  const print = async (page: PrintPage) => {
    const attempt = await pool.use((kept) => printOn(kept, page, fonts))
    if ('problems' in attempt) throw new ReportError(attempt.problems)
    return attempt.printed
  }
  return {
    print,
    arrange: (page) => pool.use((kept) => arrangePage(kept, page, fonts)),
    failures: () => pool.failures(),
    warm: (pages) => pool.warm(pages, (kept) => printOn(kept, TRIAL, fonts)),
    close: () => pool.close()
  }
}

/** A page of nothing but a character in each face of the text: a browser that has opened them once opens them faster. */
export const TRIAL: PrintPage = {
  title: '',
  language: 'zh-Hans',
  css: 'p {font-family: "Source Serif 4", "Noto Serif SC"} h1 {font-family: "Source Sans 3", "Noto Sans SC"}',
  body: '<h1>a字<span style="font-weight:400">a字</span></h1><p>a字<b>a字</b></p>',
  paper: {width: 210, height: 297, margin: {top: 20, right: 20, bottom: 20, left: 20}},
  heads: [],
  anchors: []
}

/** A page, and all that its print depends on. */
export interface PrintInput {
  readonly page: Artifact<PrintPage>
  /** Digest of the browser's program. */
  readonly browser: Digest
  /** Digest of all fonts that it sees, and of how it sees them. */
  readonly fonts: Digest
}

/** A PDF as the browser makes it, and where things stand in it. */
export interface PrintParts {
  readonly pdf: Uint8Array
  readonly map: PageMap
  /** Of each value, in the order of the text; nothing for one that is not shown. */
  readonly places: readonly (Place | null)[]
  readonly set: SetPage
}

/** The stage `print`; `code` is the digest of what lies behind a print, so that other changes of the program print nothing. */
export function printStage(code: Digest, printer: Printer): Stage<PrintInput, PrintParts> {
  return {
    name: 'print',
    code,
    async run({page}) {
      return printer.print(await page.value())
    }
  }
}
