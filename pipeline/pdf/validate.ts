/**
 * The bytes of a PDF -> what of PDF/UA-1 and PDF/A-3a it breaks, or of PDF/X-4 where it is for a press, as far as a machine without a validator can tell: the failures
 * that are common, in files as Octavo writes them. It is no full validator; `test/verapdf` asks one.
 */
import {readCrossReferences} from './cross-references.ts'
import {faultIn} from './objects.ts'
import {examine, type Examined} from './rules/examined.ts'
import {rules} from './rules/index.ts'
import {isForPress, pressRules} from './rules/press.ts'
import type {Fault, Finding, Rule} from './rules/rule.ts'

/** What is broken, in the order of the rules; nothing where all that is checked holds. Never throws, whatever the bytes are. */
export function validatePdf(bytes: Uint8Array): readonly Finding[] {
  try {
    if (isEncrypted(bytes)) return [ENCRYPTED]
    const examined = examine(bytes)
    return (isForPress(examined) ? pressRules : rules).flatMap((rule) => findingsOf(rule, examined))
  } catch (error) {
    return [unreadable(faultIn(error))]
  }
}

/** The most ink of one colour in a file for a press, all inks together, in percent, and the first page that has it; nothing for other files. */
export function mostInk(bytes: Uint8Array): {readonly percent: number; readonly page: number} | undefined {
  try {
    const examined = examine(bytes)
    if (!isForPress(examined)) return undefined
    const pages = [...examined.painted.inks].map(([page, percent]) => ({page, percent}))
    return pages.reduce((most, each) => (each.percent > most.percent ? each : most), {page: 1, percent: 0})
  } catch {
    return undefined
  }
}

const ENCRYPTED: Finding = {
  rule: 'file-is-not-encrypted',
  clause: 'ISO 19005-3 6.1.3',
  reason: 'Unexpected encryption, expected a file that everyone can read',
  note: 'Of an encrypted file nothing else is checked.'
}

function isEncrypted(bytes: Uint8Array): boolean {
  return readCrossReferences(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')).trailer.has(
    'Encrypt'
  )
}

function unreadable(why: string): Finding {
  return {
    rule: 'file-can-be-read',
    clause: 'ISO 32000-1 7.5',
    reason: 'Unexpected file that cannot be read, expected a whole PDF as Octavo writes it',
    note: `It has ${why}.`
  }
}

// A rule that meets what it does not know says so, and the others go on.
function findingsOf({name, clause, faults}: Rule, examined: Examined): readonly Finding[] {
  const finding = (fault: Fault): Finding => ({rule: name, clause, ...fault})
  try {
    return Array.from(faults(examined), finding)
  } catch (error) {
    return [
      finding({
        reason: 'Unexpected shape of the file, expected one that this rule can be told by',
        note: (error as Error).message
      })
    ]
  }
}
