/** Messages and help as a person reads them in a terminal of 80 columns. */
import {MOST_TOLD, type Message} from '../messages.ts'
import {clean, cleanLine} from './clean.ts'
import type {Command, Output} from './command.ts'
import {linked} from './hyperlinks.ts'

type Paint = (code: number, text: string, url?: string) => string

/** What a terminal can show beside text. */
export type Looks = Pick<Output, 'isColoured' | 'hasLinks'>

/** Messages grouped by file, in the order of lines. Several editions with one mistake are one message. */
export function showMessages(messages: readonly Message[], {isColoured, hasLinks}: Looks): string {
  const paint: Paint = (code, text, url) => {
    const shown = hasLinks && url !== undefined ? linked(text, url) : text
    return isColoured ? `\u001b[${code}m${shown}\u001b[0m` : shown
  }
  const groups = Map.groupBy(messages, ({path}) => path ?? '')
  const shown = [...groups].map(([, group]) => showGroup(group.toSorted(byPlace), paint))
  return [...shown, summary(messages)].join('\n\n')
}

function showGroup(group: readonly Message[], paint: Paint): string {
  const {kept, more} = capped(group)
  return [
    ...kept.map((message) => showMessage(message, paint)),
    ...more.map(({rule, count}) => `${count.toLocaleString('en')} more of ${paint(2, cleanLine(rule))} here`)
  ].join('\n')
}

/** The first messages of each rule in each file, and how many more there are. */
export function capped(messages: readonly Message[]): {
  readonly kept: readonly Message[]
  readonly more: readonly {readonly path?: string; readonly rule: string; readonly count: number}[]
} {
  const seen = new Map<string, {path?: string; rule: string; told: number; count: number}>()
  const kept = messages.flatMap(({more = 0, ...message}) => {
    const {path, rule} = message
    const key = `${path}\n${rule}`
    const known = seen.get(key) ?? {...(path !== undefined && {path}), rule, told: 0, count: 0}
    seen.set(key, known)
    known.count += more
    if (known.told < MOST_TOLD) return (known.told++, [message])
    known.count++
    return []
  })
  const more = [...seen.values()].filter(({count}) => count > 0)
  return {kept, more: more.map(({told: _told, ...each}) => each)}
}

function showMessage(
  {path, line, column, place: told, severity, reason, rule, note, edition, url}: Message,
  paint: Paint
): string {
  const numbers = [line, line === undefined ? undefined : (column ?? 1)]
  const place = [path && cleanLine(path), ...(told === undefined ? numbers : [cleanLine(told)])].filter(
    (part) => part !== undefined
  )
  const kind = severity === 'error' ? paint(31, 'error') : paint(33, 'warning')
  const head = [
    ...(place.length === 0 ? [] : [paint(1, place.join(':'))]),
    kind,
    cleanLine(reason),
    paint(2, cleanLine(rule), url)
  ]
  return [
    head.join('  '),
    ...(note === undefined ? [] : indented(note, 4)),
    ...(edition === undefined ? [] : [`    in ${cleanLine(edition)}`])
  ].join('\n')
}

/** Cleaned lines behind so many blanks. */
export function indented(text: string, blanks: number): readonly string[] {
  return clean(text.slice(0, 10_000))
    .split('\n')
    .map((line) => ' '.repeat(blanks) + line)
}

function summary(messages: readonly Message[]): string {
  const count = (severity: Message['severity'], noun: string) => {
    const number = messages.reduce((sum, message) => sum + (message.severity === severity ? 1 + (message.more ?? 0) : 0), 0)
    return number === 0 ? [] : [`${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`]
  }
  return [...count('error', 'error'), ...count('warning', 'warning')].join(', ')
}

function byPlace(a: Message, b: Message): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}

const COMPLETION = `Writes what a shell needs to complete commands, options and reports.

Usage: octavo completion bash|zsh|fish

  bash   source <(octavo completion bash)   in ~/.bashrc
  zsh    source <(octavo completion zsh)    in ~/.zshrc, behind compinit
  fish   octavo completion fish | source    in ~/.config/fish/config.fish`

/** The list of commands, or the usage of one. */
export function showHelp(commands: readonly Command[], name?: string): string {
  const command = commands.find((command) => command.name === name)
  if (command !== undefined) return `${command.summary}\n\nUsage: ${command.usage}`
  if (name === 'completion') return COMPLETION
  const lines = commands.map((command) => `  ${command.name.padEnd(8)} ${command.summary}`)
  return [
    'Octavo turns one report into every edition of it.',
    '',
    'Usage: octavo <command> [report] [options]',
    '',
    ...lines,
    '',
    'octavo <command> --help tells its options. All take --json and --quiet.',
    'octavo help NAME tells of a helper, a directive, a variable or a rule.',
    'octavo completion bash|zsh|fish writes what a shell needs to complete all this.'
  ].join('\n')
}
