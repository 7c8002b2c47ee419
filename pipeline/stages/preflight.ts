/** Looks at a page before it is printed, and stops what a reader could not read. */
import type {Artifact, Stage} from '../cache/memo.ts'
import type {Digest} from '../cache/hash.ts'
import {checks} from '../checks/index.ts'
import {throwErrors, type Message} from '../messages.ts'
import type {PrintPage} from '../types.ts'

/** A page, and the fonts that it is printed with. */
export interface PreflightInput {
  readonly page: Artifact<PrintPage>
  /** Digest of the fonts that the print will see: whether they have a character is asked of them. */
  readonly fonts: Digest
}

/** Throws a ReportError with what must not be printed; the rest comes as warnings. */
export function preflightStage(code: Digest): Stage<PreflightInput, {passed: readonly string[]}> {
  return {
    name: 'preflight',
    code,
    async run({page}, say) {
      const messages = await preflight(await page.value())
      throwErrors(messages)
      messages.forEach(say)
      return {passed: pageChecks.map(({rule}) => rule)}
    }
  }
}

const pageChecks = checks.filter((check) => check.of === 'page')

/** What every check says of a page. */
export async function preflight(page: PrintPage): Promise<readonly Message[]> {
  return (await Promise.all(pageChecks.map((check) => check.look(page)))).flat()
}
