/** The list of commands -> what a shell needs to complete their names, their options and the names of reports. */
import {suggestion} from '../messages.ts'
import {UsageError, type Command} from './command.ts'

/** A name to complete, what it is, and its options. */
interface Entry {
  readonly name: string
  readonly summary: string
  readonly options: readonly {readonly name: string; readonly takesValue: boolean}[]
}

const SHELLS: Readonly<Record<string, (entries: readonly Entry[]) => string>> = {bash, zsh, fish}

/** Options of every command, in the form of a command's own. */
type Options = Command['options']

/** A script for a shell. Throws a UsageError for one that is none of the three. */
export function showCompletion(commands: readonly Command[], everywhere: Options, shell: string | undefined): string {
  const script = shell !== undefined && Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
  if (script === undefined)
    throw new UsageError(
      shell === undefined ? 'Expected the name of a shell' : `Unexpected shell \`${shell.slice(0, 40)}\``,
      suggestion(shell ?? '', Object.keys(SHELLS))
    )
  const own = commands.map(({name, summary, options}) => ({name, summary, options: optionsOf({...options, ...everywhere})}))
  return script([
    ...own,
    {name: 'help', summary: 'Tells what commands there are, or the options of one.', options: []},
    {name: 'completion', summary: 'Writes what a shell needs to complete all this.', options: []}
  ])
}

function optionsOf(options: Options): Entry['options'] {
  return Object.entries<Options[string]>({...options, help: {type: 'boolean'}}).map(([name, {type}]) => ({
    name: `--${name}`,
    takesValue: type === 'string'
  }))
}

const namesOf = (entries: readonly {readonly name: string}[]) => entries.map(({name}) => name).join(' ')

function bash(entries: readonly Entry[]): string {
  const cases = entries.map(({name, options}) => `    ${name}) words='${namesOf(options)}' ;;`)
  return `# Octavo for bash: source <(octavo completion bash)
_octavo() {
  local current=\${COMP_WORDS[COMP_CWORD]} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${namesOf(entries)}' -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
    help) COMPREPLY=($(compgen -W '${namesOf(entries)}' -- "$current")); return ;;
    completion) COMPREPLY=($(compgen -W '${Object.keys(SHELLS).join(' ')}' -- "$current")); return ;;
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$(ls sources 2>/dev/null)" -- "$current") $(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _octavo octavo`
}

function zsh(entries: readonly Entry[]): string {
  const described = entries.map(({name, summary}) => `    ${quoted(`${name}:${summary.replaceAll(':', ',')}`)}`)
  const cases = entries.map(({name, options}) => `      ${name}) compadd -- ${namesOf(options)} ;;`)
  return `#compdef octavo
# Octavo for zsh: source <(octavo completion zsh), behind compinit
_octavo() {
  local -a commands
  commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )) || [[ $words[2] == help ]]; then
    _describe command commands
  elif [[ $words[2] == completion ]]; then
    compadd -- ${Object.keys(SHELLS).join(' ')}
  elif [[ $words[CURRENT] == -* ]]; then
    case $words[2] in
${cases.join('\n')}
    esac
  else
    compadd -- sources/*(N/:t)
    _files
  fi
}
compdef _octavo octavo`
}

function fish(entries: readonly Entry[]): string {
  const seen = (name: string) => `__fish_seen_subcommand_from ${name}`
  return [
    '# Octavo for fish: octavo completion fish | source',
    ...entries.flatMap(({name, summary, options}) => [
      `complete -c octavo -f -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
      ...options.map(
        (option) => `complete -c octavo -n '${seen(name)}' -l ${option.name.slice(2)}${option.takesValue ? ' -r' : ''}`
      )
    ]),
    `complete -c octavo -f -n '${seen('help')}' -a '${namesOf(entries)}'`,
    `complete -c octavo -f -n '${seen('completion')}' -a '${Object.keys(SHELLS).join(' ')}'`,
    `complete -c octavo -n 'not __fish_use_subcommand; and not ${seen('help completion')}' -a '(path basename sources/*/ 2>/dev/null)'`
  ].join('\n')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
