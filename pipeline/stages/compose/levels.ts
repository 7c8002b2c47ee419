/** The word for no change, and words behind it that only a rise or a fall can have: “was unchanged to 5.1”, 持平到5.1. */
import {rulesFor} from '../../language/index.ts'
import type {Message} from '../../messages.ts'
import type {Expression, NodeId} from '../../tree.ts'
import type {Language} from '../../types.ts'
import type {Shown} from '../../values/value.ts'

/** The expression that said so, its word, and what the author wrote behind it so far. */
export interface Level {
  readonly node: NodeId
  readonly word: string
  readonly behind: string
}

/** Behind so many characters something else is told. */
const REACH = 40

/** What an expression leaves: the word for no change, where `trend` says so in words that are not the author's. */
export function levelOf({helper, node}: Expression, {text}: Shown, language: Language): Level | undefined {
  return helper === 'trend' && text === rulesFor(language).moved(0) ? {node, word: text, behind: ''} : undefined
}

/** The same with more words behind it; nothing where they go too far. */
export function levelGoesOn(level: Level | undefined, text: string): Level | undefined {
  if (level === undefined || level.behind.length + text.length > REACH) return undefined
  return {...level, behind: level.behind + text}
}

/** What is wrong with the words behind it, right before a number. */
export function levelFault(level: Level | undefined, language: Language): Omit<Message, 'node'> | undefined {
  if (level === undefined || !rulesFor(language).prose.moves.test(level.behind)) return undefined
  return {
    severity: 'warning',
    rule: 'words-fit-no-change',
    reason: `Unexpected \`${level.behind.trim()}\` behind \`${level.word}\`, expected words that fit a rise, a fall and no change`,
    note: 'Begin anew behind the word, as in `{{trend new from=old}}, and came to {{num new}}`; or write the whole sentence for this case in `:::only{if="new = old"}`.'
  }
}
