/** Messages and help as a person reads them in a terminal of 80 columns. */
import type {Message} from '../messages.ts'
import type {Command} from './command.ts'

/** Messages grouped by file, in the order of lines. Several editions with one mistake are one message. */
export function showMessages(messages: readonly Message[], isColoured: boolean): string {
  const paint = (code: number, text: string) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text)
  const groups = Map.groupBy(messages, ({path}) => path ?? '')
  const shown = [...groups].map(([, group]) =>
    group
      .toSorted(byPlace)
      .map((message) => showMessage(message, paint))
      .join('\n')
  )
  return [...shown, summary(messages)].join('\n\n')
}

function showMessage(
  {path, line, column, severity, reason, rule, note, edition}: Message,
  paint: (code: number, text: string) => string
): string {
  const place = [path, line, line === undefined ? undefined : (column ?? 1)].filter((part) => part !== undefined).join(':')
  const kind = severity === 'error' ? paint(31, 'error') : paint(33, 'warning')
  const head = [...(place === '' ? [] : [paint(1, place)]), kind, reason, paint(2, rule)].join('  ')
  return [head, ...(note === undefined ? [] : [`    ${note}`]), ...(edition === undefined ? [] : [`    in ${edition}`])].join(
    '\n'
  )
}

function summary(messages: readonly Message[]): string {
  const count = (severity: Message['severity'], noun: string) => {
    const number = messages.filter((message) => message.severity === severity).length
    return number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`]
  }
  return [...count('error', 'error'), ...count('warning', 'warning')].join(', ')
}

function byPlace(a: Message, b: Message): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}

/** The list of commands, or the usage of one. */
export function showHelp(commands: readonly Command[], name?: string): string {
  const command = commands.find((command) => command.name === name)
  if (command !== undefined) return `${command.summary}\n\nUsage: ${command.usage}`
  const lines = commands.map((command) => `  ${command.name.padEnd(8)} ${command.summary}`)
  return [
    'Octavo turns one report into every edition of it.',
    '',
    'Usage: octavo <command> [report] [options]',
    '',
    ...lines,
    '',
    'octavo <command> --help tells its options. Every command takes --json.'
  ].join('\n')
}
