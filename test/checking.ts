/** `octavo check` of a report that a test changed. */
import {checkCommand} from '../pipeline/commands/check.ts'
import type {Message} from '../pipeline/messages.ts'
import {ReportError} from '../pipeline/messages.ts'
import {thisMachine} from '../pipeline/world.ts'

/** What is said of the report in a folder. */
export async function checkOf(folder: string, store: string): Promise<readonly Message[]> {
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
  try {
    return (await checkCommand.run({words: [folder], options: {store}}, setting)).messages ?? []
  } catch (error) {
    if (error instanceof ReportError) return error.messages
    throw error
  }
}

/** `queries/a.sql:3:1 rule: reason`. */
export function placed({path, line, column, rule, reason}: Message): string {
  return `${path}:${line}:${column} ${rule}: ${reason}`
}
