/** The command line: finds the command, shows its progress, says what it gives. Whatever is said goes through here, cleaned. */
import {parseArgs} from 'node:util'
import {
  Interruption,
  UsageError,
  type Command,
  type Given,
  type Outcome,
  type Output,
  type Setting,
  type Status
} from './command.ts'
import {explain} from './explain.ts'
import {commands} from './index.ts'
import {showHelp} from './show.ts'
import type {Row} from './show-reference.ts'
import {tellFailure, tellOutcome} from './tell.ts'
import {createProgressLine, SILENT} from './progress.ts'
import {openHandbook, withAddresses} from '../run/handbook-page.ts'
import {ReportError, suggestion, type Message} from '../messages.ts'
import type {World} from '../world.ts'

/** Options of every command. */
const EVERYWHERE = {json: {type: 'boolean'}, quiet: {type: 'boolean'}} as const

/** The machine, the streams and the signal that a command line has. */
export interface CommandLine {
  readonly world: World
  readonly output: Output
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal
  /** What a person answers; left out where there is none. */
  readonly ask?: Setting['ask']
  /** Told how many milliseconds a command needs to end well. */
  readonly needTime?: (milliseconds: number) => void
}

/** Run one command. Gives the exit status. */
export async function main([name, ...rest]: readonly string[], line: CommandLine): Promise<Status> {
  const isJson = rest.includes('--json')
  const told: Message[] = []
  try {
    if (name === undefined || ['--help', '-h', 'help'].includes(name)) return print(await helpFor(rest[0], line.world), line)
    if (name === 'completion' && !asksForHelp(rest)) return print(await completionFor(rest[0]), line)
    if (name === '--version') return print((await import('../run/tool.ts')).TOOL, line)
    if (asksForHelp(rest)) return print(await helpFor(name === 'completion' ? name : commandNamed(name).name, line.world), line)
    const command = commandNamed(name)
    const outcome = await run(command, read(command, rest), {line, told, isJson})
    return await tell({...outcome, messages: [...told, ...outcome.messages]}, {line, isJson})
  } catch (error) {
    if (error instanceof ReportError)
      return tell({status: 1, result: {}, text: '', messages: [...told, ...error.messages]}, {line, isJson})
    return tellFailure(explain(error), isJson, line.output)
  }
}

async function tell(outcome: Outcome, {line: {world, output}, isJson}: Pick<Running, 'line' | 'isJson'>): Promise<Status> {
  return tellOutcome({...outcome, messages: await withAddresses(outcome.messages, world)}, isJson, output)
}

function asksForHelp(words: readonly string[]): boolean {
  return words.includes('--help') || words.includes('-h')
}

// `help` and `completion` are no commands of the list. What is none is looked up among what can be written and told.
async function helpFor(name: string | undefined, world: World): Promise<string> {
  const names = commands.map((command) => command.name)
  const isCommand = name === undefined || [...names, 'help', 'completion'].includes(name)
  if (isCommand) return inHandbook(showHelp(commands, name), name === undefined ? [] : [['commands', name]], world)
  const {findReference} = await import('./show-reference.ts')
  const {text, rows, names: others} = await findReference(name)
  if (text !== undefined) return inHandbook(text, rows, world)
  const known = [...names, ...others]
  throw new UsageError(`Unexpected command \`${name.slice(0, 60)}\``, suggestion(name, known))
}

// Ends with where the handbook tells more, where there is one.
async function inHandbook(text: string, rows: readonly Row[], world: World): Promise<string> {
  const page = await openHandbook(world)
  if (page === undefined) return text
  const found = rows.map(([table, name]) => page.addressOf(table, name)).filter((address) => address !== undefined)
  const addresses = found.length > 0 ? found : [page.address]
  return [text, '', ...addresses.map((address) => `In the handbook: ${address}`)].join('\n')
}

// Loaded where it is asked for.
async function completionFor(shell: string | undefined): Promise<string> {
  const {showCompletion} = await import('./completion.ts')
  return showCompletion(commands, EVERYWHERE, shell)
}

function commandNamed(name: string): Command {
  const command = commands.find((command) => command.name === name)
  if (command !== undefined) return command
  const known = [...commands.map((command) => command.name), 'help', 'completion']
  throw new UsageError(`Unexpected command \`${name}\``, suggestion(name, known))
}

/** Where a command runs, and the list that what it says on the way is added to. */
interface Running {
  readonly line: CommandLine
  readonly told: Message[]
  readonly isJson: boolean
}

async function run(command: Command, given: Given, {line, told, isJson}: Running): Promise<Outcome> {
  const {world, signal, output, ask = async () => undefined, needTime = () => {}} = line
  const isQuiet = given.options['quiet'] === true
  const spoken = (outcome: Outcome) => (isQuiet && outcome.isSummary ? {...outcome, text: ''} : outcome)
  const progress = isQuiet ? SILENT : createProgressLine(output, world)
  try {
    const {show: onProgress, note: onNotice} = progress
    // One after another, as they came.
    let telling: Promise<unknown> = Promise.resolve()
    const onOutcome = (outcome: Outcome) => {
      progress.clear()
      const whole = {...spoken(outcome), messages: [...told.splice(0), ...outcome.messages]}
      telling = telling.then(() => tell(whole, {line, isJson}))
    }
    const add = (message: Message) => void told.push(message)
    const outcome = await command.run(given, {world, signal, onProgress, onNotice, onOutcome, needTime, ask, tell: add})
    await telling
    return spoken(outcome)
  } catch (error) {
    throw signal.aborted ? new Interruption(command.name) : error
  } finally {
    progress.clear()
  }
}

function read(command: Command, args: readonly string[]): Given {
  try {
    const {values, positionals} = parseArgs({
      args: [...args],
      options: {...command.options, ...EVERYWHERE},
      allowPositionals: true
    })
    return {words: positionals, options: values}
  } catch (error) {
    const option = /'(-[^' =]*)/.exec((error as Error).message)?.[1]
    const known = Object.keys({...command.options, ...EVERYWHERE}).map((option) => `--${option}`)
    throw new UsageError(`${(error as Error).message.split('. ')[0]}`, option && suggestion(option, known))
  }
}

function print(text: string, {output}: CommandLine): Status {
  output.out(`${text}\n`)
  return 0
}
