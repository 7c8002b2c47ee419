/** The results of a build that nobody looks at before its readers do: with a warning they stay unpublished. */
import {ReportError, type Message} from '../messages.ts'
import {findDoubts} from './doubts.ts'
import type {Run} from './open.ts'
import {findDepartures} from './release.ts'
import type {EditionResult} from './results.ts'
import type {Session} from './session.ts'
import {toldOf} from './summary.ts'

/** Throws a ReportError with all that is said of the results or of the report, where anything is. */
export async function refuseRemarks(results: readonly EditionResult[], run: Run, session: Session): Promise<void> {
  const told = toldOf(results)
  const doubts = await findDoubts(run, run.told(told), session)
  const said = [...(await findDepartures(results, run)), ...run.told([...told, ...doubts.map((message) => ({message}))])]
  if (said.length > 0) throw new ReportError([...said, unclean(said.length)])
}

function unclean(count: number): Message {
  return {
    severity: 'error',
    rule: 'build-is-clean',
    reason: `Unexpected ${count === 1 ? 'remark' : `${count} remarks`} on a build with \`--strict\`, expected none: nothing was published`,
    note: 'Mend what is told above. What was made lies in the store, and is not made again.'
  }
}
