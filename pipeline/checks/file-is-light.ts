/** A PDF can be sent by mail. */
import type {Check} from './check.ts'

/** Bytes that most mail still takes. */
const MOST = 10_000_000

/** Tells of a PDF of more than ten megabytes. */
export const fileIsLight: Check = {
  of: 'print',
  rule: 'file-is-light',
  look({bytes}) {
    if (bytes <= MOST) return []
    return [
      {
        severity: 'warning',
        rule: 'file-is-light',
        reason: `Unexpected PDF of ${(bytes / 1e6).toFixed(1)} MB, expected ${MOST / 1e6} MB at most`,
        note: 'Save its photographs as JPEG, no larger than they are shown.'
      }
    ]
  }
}
