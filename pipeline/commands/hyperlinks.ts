/** Links in a terminal: which terminals know them, and how they are written (OSC 8). */
import {cleanLine} from './clean.ts'

/** What terminals that know links say of themselves; another may print what it does not know. */
const LINKING: Readonly<Record<string, RegExp>> = {
  TERM_PROGRAM: /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper)$/,
  TERM: /^(?:xterm-kitty|xterm-ghostty|alacritty|foot)/,
  VTE_VERSION: /^[5-9]\d{3}$/,
  WT_SESSION: /./,
  KONSOLE_VERSION: /./
}

type Environment = Readonly<Record<string, string | undefined>>

/** Whether the terminal shows links to files of this machine. One far away has others, but for an editor that works on both. */
export function showsLinks(env: Environment): boolean {
  const {NO_COLOR, SSH_CONNECTION, TERM_PROGRAM} = env
  if (NO_COLOR || (SSH_CONNECTION && TERM_PROGRAM !== 'vscode')) return false
  return Object.entries(LINKING).some(([name, known]) => known.test(env[name] ?? ''))
}

/** Text that leads somewhere. */
export function linked(text: string, url: string): string {
  return `\u001b]8;;${cleanLine(url, 4_000)}\u001b\\${text}\u001b]8;;\u001b\\`
}
