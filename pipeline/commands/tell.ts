/** The only place that says anything: what a command gave, or why it gave nothing, cleaned, as text or as JSON. */
import {clean, cleanJson, cleanLine} from './clean.ts'
import type {Outcome, Output, Status} from './command.ts'
import type {Explanation} from './explain.ts'
import {capped, indented, showMessages} from './show.ts'

/** Tell what a command gave: its messages and its text, or one JSON document. */
export function tellOutcome({status, result, text, messages}: Outcome, isJson: boolean, output: Output): Status {
  if (isJson) {
    const {kept, more} = capped(messages)
    output.out(`${cleanJson({...result, messages: kept, ...(more.length > 0 && {more}), exit: status})}\n`)
    return status
  }
  if (messages.length > 0) output.err(`${showMessages(messages, output)}\n`)
  if (text !== '') output.out(`${clean(text)}\n`)
  return status
}

/** Tell why a command gave nothing. */
export function tellFailure({status, rule, reason, note, details}: Explanation, isJson: boolean, output: Output): Status {
  if (isJson) {
    const message = {severity: 'error', rule, reason, ...(note !== '' && {note})}
    output.out(`${cleanJson({messages: [message], ...(details && {fault: details}), exit: status})}\n`)
  }
  output.err(`${[`octavo: ${cleanLine(reason)}`, ...(note === '' ? [] : indented(note, 8))].join('\n')}\n`)
  for (const [name, text] of Object.entries(details ?? {}))
    output.err(`${indented(`${name === 'stack' ? '' : `${name}: `}${text}`, 8).join('\n')}\n`)
  return status
}
