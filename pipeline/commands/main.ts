/** The command line: finds the command, shows its progress, prints what it gives. Nothing else prints. */
import {parseArgs} from 'node:util'
import {Interruption, UsageError, type Command, type Given, type Outcome} from './command.ts'
import {commands} from './index.ts'
import {showHelp, showMessages} from './show.ts'
import {createProgressLine} from './progress.ts'
import {MachineError, ReportError, suggestion} from '../messages.ts'
import {thisMachine} from '../world.ts'

const world = thisMachine()
const isColoured = process.stderr.isTTY === true && !world.env['NO_COLOR']
const interruption = new AbortController()
process.once('SIGINT', () => interruption.abort())
process.once('SIGTERM', () => interruption.abort())

/** Run one command. Gives the exit status. */
export async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return printed(showHelp(commands, rest[0]))
  if (name === '--version') return printed(await version())
  const isJson = rest.includes('--json')
  try {
    const command = commands.find((command) => command.name === name)
    if (command === undefined)
      throw new UsageError(
        `Unexpected command \`${name}\``,
        suggestion(
          name,
          commands.map((command) => command.name)
        )
      )
    if (rest.includes('--help') || rest.includes('-h')) return printed(showHelp(commands, name))
    return finish(await run(command, read(command, rest)), isJson)
  } catch (error) {
    return failed(error, isJson)
  }
}

async function run(command: Command, given: Given): Promise<Outcome> {
  const progress = createProgressLine(process.stderr, world)
  try {
    return await command.run(given, {world, signal: interruption.signal, onProgress: progress.show, onNotice: progress.note})
  } finally {
    progress.clear()
  }
}

function read(command: Command, args: readonly string[]): Given {
  try {
    const {values, positionals} = parseArgs({
      args: [...args],
      options: {...command.options, json: {type: 'boolean'}},
      allowPositionals: true
    })
    return {words: positionals, options: values}
  } catch (error) {
    const option = /'(-[^' =]*)/.exec((error as Error).message)?.[1]
    const known = Object.keys({...command.options, json: 0}).map((option) => `--${option}`)
    throw new UsageError(`${(error as Error).message.split('. ')[0]}`, option && suggestion(option, known))
  }
}

function finish({status, result, text, messages}: Outcome, isJson: boolean): number {
  if (isJson) console.log(JSON.stringify({...result, messages}))
  else {
    printMessages(messages)
    if (text !== '') console.log(text)
  }
  return status
}

function failed(error: unknown, isJson: boolean): number {
  if (error instanceof ReportError) return finish({status: 1, result: {}, text: '', messages: error.messages}, isJson)
  const [status, reason, note] = explain(error)
  if (isJson && status !== 130)
    console.log(JSON.stringify({messages: [{severity: 'error', rule: status === 2 ? 'usage' : 'machine', reason, note}]}))
  console.error(note === undefined ? `octavo: ${reason}` : `octavo: ${reason}\n        ${note}`)
  return status
}

function explain(error: unknown): readonly [status: number, reason: string, note?: string] {
  if (error instanceof UsageError) return [2, error.message, error.note ?? 'See `octavo --help`.']
  if (error instanceof Interruption) return [130, 'Interrupted. What was done is kept; the next build goes on from there.']
  if (error instanceof MachineError) return [3, error.message, error.note]
  const {code, message, stack} = error as NodeJS.ErrnoException
  if (code === 'ENOSPC')
    return [3, 'The disk is full', 'Free some space and run the command again; what was published before is untouched.']
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return [3, `No permission: ${message}`, 'Choose another folder with --out or --store.']
  return [3, `Something broke that should not: ${message}`, stack]
}

function printMessages(messages: Outcome['messages']): void {
  if (messages.length > 0) console.error(showMessages(messages, isColoured))
}

function printed(text: string): number {
  console.log(text)
  return 0
}

async function version(): Promise<string> {
  return (await import('../run/tool.ts')).TOOL
}
