/** Errors on their way from a thread to another: the author's, the machine's and ours stay what they are. */
import {inStage, MachineError, ReportError, stageOf, type Message} from '../messages.ts'

/** An error as plain data. */
export type Failure =
  | {readonly kind: 'report'; readonly messages: readonly Message[]}
  | {readonly kind: 'machine'; readonly reason: string; readonly note: string; readonly cause?: Failure}
  | {readonly kind: 'other'; readonly name: string; readonly fields: Readonly<Record<string, unknown>>; readonly stage?: string}

/** What the system and the store say of an error besides its message. */
const FIELDS = ['message', 'stack', 'code', 'errno', 'errcode', 'path', 'syscall']

/** An error -> plain data. */
export function packFailure(error: unknown): Failure {
  if (error instanceof ReportError) return {kind: 'report', messages: error.messages}
  if (error instanceof MachineError) {
    const {message: reason, note, cause} = error
    return {kind: 'machine', reason, note, ...(cause !== undefined && {cause: packFailure(cause)})}
  }
  const seen: Readonly<Record<string, unknown>> & Error = Object(error instanceof Error ? error : new Error(String(error)))
  const fields = Object.fromEntries(FIELDS.flatMap((field) => (seen[field] === undefined ? [] : [[field, seen[field]]])))
  const stage = stageOf(error)
  return {kind: 'other', name: seen.name, fields, ...(stage !== undefined && {stage})}
}

/** Plain data -> the error. */
export function reviveFailure(failure: Failure): unknown {
  if (failure.kind === 'report') return new ReportError(failure.messages)
  if (failure.kind === 'machine') {
    return new MachineError(failure.reason, failure.note, failure.cause && reviveFailure(failure.cause))
  }
  const error = Object.assign(new Error(), {name: failure.name}, failure.fields)
  return failure.stage === undefined ? error : inStage(error, failure.stage)
}
