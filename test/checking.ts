/** `octavo check` of a report that a test changed. */
import {checkCommand} from '../pipeline/commands/check.ts'
import type {Given, Outcome} from '../pipeline/commands/command.ts'
import type {Message} from '../pipeline/messages.ts'
import {ReportError} from '../pipeline/messages.ts'
import {thisMachine} from '../pipeline/world.ts'

/** Run `octavo check` where nobody looks on. Throws a ReportError where the report is wrong as a whole. */
export function runCheck(folder: string, options: Given['options']): Promise<Outcome> {
  const setting = {
    world: thisMachine(),
    signal: new AbortController().signal,
    onProgress: () => {},
    onNotice: () => {},
    onOutcome: () => {},
    needTime: () => {},
    ask: async () => undefined,
    tell: () => {}
  }
  return checkCommand.run({words: [folder], options}, setting)
}

/** What is said of the report in a folder. */
export async function checkOf(folder: string, store: string): Promise<readonly Message[]> {
  try {
    return (await runCheck(folder, {store})).messages ?? []
  } catch (error) {
    if (error instanceof ReportError) return error.messages
    throw error
  }
}

/** `queries/a.sql:3:1 rule: reason`. */
export function placed({path, line, column, rule, reason}: Message): string {
  return `${path}:${line}:${column} ${rule}: ${reason}`
}
