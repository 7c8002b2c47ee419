/** A command as somebody types it in a folder, in a terminal of 80 columns without colours. */
import type {Command, Status} from '../pipeline/commands/command.ts'
import {main} from '../pipeline/commands/main.ts'
import {thisMachine, type World} from '../pipeline/world.ts'

/** Answers a question of a command. */
export type Ask = Parameters<Command['run']>[1]['ask']

/** What a command says, and how it ends. */
export interface Said {
  readonly status: Status
  readonly out: string
  readonly err: string
}

interface Around {
  /** Nobody answers where it is left out. */
  readonly ask?: Ask
  readonly world?: World
}

/** Run a command. */
export async function octavo(folder: string, args: readonly string[], {ask, world = thisMachine()}: Around = {}): Promise<Said> {
  const said = {out: '', err: ''}
  const output = {
    isColoured: false,
    columns: 80,
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text)
  }
  const status = await main(args, {world: {...world, folder}, output, signal: new AbortController().signal, ...(ask && {ask})})
  return {status, ...said}
}
