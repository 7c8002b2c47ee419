/** The results of a build that nobody looks at before its readers do: with a warning they stay unpublished. */
import {ReportError, type Message} from '../messages.ts'
import type {Run} from './open.ts'
import {findDepartures} from './release.ts'
import type {EditionResult} from './results.ts'
import {toldOf} from './summary.ts'

/** Throws a ReportError with all that is said of the results, where anything is. */
export async function refuseRemarks(results: readonly EditionResult[], run: Run): Promise<void> {
  const said = [...(await findDepartures(results, run)), ...run.told(toldOf(results))]
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
