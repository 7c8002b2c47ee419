/** Looks at a page as it came to be printed, and says what a careful printer would ask about. */
import type {Artifact, Stage} from '../cache/memo.ts'
import type {Digest} from '../cache/hash.ts'
import type {PrintedPage} from '../checks/check.ts'
import {checks} from '../checks/index.ts'
import {throwErrors, type Message} from '../messages.ts'
import {blankPagesOf} from '../pdf/pages.ts'
import {allObjects, openPdf, type PdfReader} from '../pdf/parse.ts'
import type {PrintPage, SetPage} from '../types.ts'

/** A page, how it was set, and its PDF as the browser made it. */
export interface InspectInput {
  readonly page: Artifact<PrintPage>
  readonly set: Artifact<SetPage>
  readonly pdf: Artifact<Uint8Array>
  /** Pages that the report or the layout allows. */
  readonly mostPages?: number
}

/** The stage `inspect`. Throws a ReportError with what must not be published; the rest comes as warnings. */
export function inspectStage(code: Digest): Stage<InspectInput, {passed: readonly string[]}> {
  return {
    name: 'inspect',
    code,
    async run({page, set, pdf, mostPages}, say) {
      const [own, bytes] = [await page.value(), await pdf.bytes()]
      const file = openPdf(bytes)
      const facts = {fonts: fontsIn(file), blank: blankPagesOf(allObjects(file)), bytes: bytes.length}
      const messages = inspect({page: own, set: await set.value(), ...facts, mostPages})
      throwErrors(messages)
      messages.forEach(say)
      return {passed: printChecks.map(({rule}) => rule)}
    }
  }
}

const printChecks = checks.filter((check) => check.of === 'print')

/** What every check says of a print. */
export function inspect(printed: PrintedPage): readonly Message[] {
  const {places} = printed.set
  return printChecks
    .flatMap((check) => check.look(printed))
    .map((message) => {
      const spot = message.spot ?? (Object.hasOwn(places, message.anchor ?? '') ? places[message.anchor!] : undefined)
      return spot === undefined ? message : {...message, spot}
    })
}

// As the browser writes them: each subset has six letters and a plus before its name.
function fontsIn({text}: PdfReader): readonly string[] {
  const named = Array.from(text.matchAll(/\/BaseFont \/(?:[A-Z]{6}\+)?([^\s/<>[\]()]+)/g), ([, name]) => name!)
  return /\/Subtype \/Type3\b/.test(text) ? [...named, 'Type3'] : named
}
