/** Messages as an author gets them: each with its place in the current text, one for many editions with the same mistake. */
import {chapterFor, type ParsedChapter} from './chapters.ts'
import {byFile, namesAndMore, type Message} from '../messages.ts'
import type {Edition, Source} from '../types.ts'

/** What is known of a chapter's places. */
export type Placed = Pick<ParsedChapter, 'id' | 'language' | 'variant' | 'head' | 'path' | 'places'>

/** What an edition was told, or the report where it holds for no edition in particular. */
export interface Told {
  readonly edition?: Edition
  readonly message: Message
}

/** What several editions were told alike, and in which; of the first of them, what it is about and where in its PDF it was seen. */
export interface Joined {
  readonly message: Message
  readonly anchor: string | undefined
  readonly spot: Message['spot']
  readonly editions: readonly string[]
}

/** Look up the place of each node, and join what several editions say. In order of their places, file by file. */
export function placeMessages(...given: Parameters<typeof joinMessages>): readonly Message[] {
  return joinMessages(...given).map(({message, editions}) =>
    editions.length === 0 ? message : {...message, edition: namesAndMore(editions, 3)}
  )
}

/** The same, with the editions one by one and where in their PDFs it was seen. */
export function joinMessages(
  messages: readonly Told[],
  chapters: readonly Placed[],
  texts: readonly Source[] = []
): readonly Joined[] {
  const joined = new Map<string, Omit<Joined, 'editions'> & {editions: Set<string>}>()
  for (const {edition, message} of messages) {
    const {once, spot, ...placed} = findAnchor(find(place(message, edition, chapters), edition, texts), edition, {
      texts,
      chapters
    })
    const reason = message.node === undefined ? placed.reason : withoutNumbers(placed.reason)
    const key = once ?? JSON.stringify([placed.path, placed.line, placed.column, placed.rule, reason])
    const same = joined.get(key) ?? {message: placed, anchor: message.anchor, spot, editions: new Set()}
    if (edition !== undefined) same.editions.add(edition.id)
    joined.set(key, same)
  }
  const told = new Map([...joined.values()].map((each) => [each.message, {...each, editions: [...each.editions]}]))
  const byLine = [...told.keys()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
  return byFile(byLine).map((message) => told.get(message)!)
}

// One mistake in a text is told once, though each edition has numbers of its own.
function withoutNumbers(reason: string): string {
  return reason.replaceAll(/\d[\d.,]*/g, '0')
}

function place({node, ...message}: Message, edition: Edition | undefined, chapters: readonly Placed[]): Message {
  const [id, name] = (node ?? '').split('#')
  const candidates = chapters.filter(
    (chapter) => chapter.id === id && (edition === undefined || chapter.language === edition.language)
  )
  // What stands in for a chapter in one region is what that region's edition speaks of.
  const chapter = edition === undefined ? candidates.find(({variant}) => variant.length === 0) : chapterFor(edition, candidates)
  const at = chapter?.places[name ?? '']
  return chapter === undefined || at === undefined ? message : {...message, path: chapter.path, line: at[0], column: at[1]}
}

// A character of the data, or of a derived language, is in no chapter: its message then names the words around it.
function find({character, ...message}: Message, edition: Edition | undefined, texts: readonly Source[]): Message {
  if (character === undefined || message.path !== undefined) return message
  const own = texts.toSorted(
    (a, b) => Number(b.path.includes(`/${edition?.language}/`)) - Number(a.path.includes(`/${edition?.language}/`))
  )
  const source = own.find(({text}) => text.includes(character))
  if (source === undefined) return message
  const before = source.text.slice(0, source.text.indexOf(character))
  return {...message, path: source.path, line: before.split('\n').length, column: before.length - before.lastIndexOf('\n')}
}

// `{#id}` stands behind a heading or in a directive; a heading without one has an id made of its chapter's name.
function findAnchor(
  {anchor: written, ...message}: Message,
  edition: Edition | undefined,
  {texts, chapters}: {readonly texts: readonly Source[]; readonly chapters: readonly Placed[]}
): Message {
  if (written === undefined || message.path !== undefined) return message
  const [anchor = '', inside] = written.split('#').toReversed()
  // Chapters for other readers may have the same id.
  const paths = new Set(chapters.filter(({id}) => id === inside).map(({path}) => path))
  const likely = paths.size === 0 ? texts : texts.filter(({path}) => paths.has(path))
  const own = likely.filter(({path}) => edition === undefined || path.includes(`/${edition.language}/`))
  for (const {path, text} of own.length > 0 ? own : likely) {
    const at = text.indexOf(`{#${anchor}`)
    if (at === -1 || /[\w-]/.test(text[at + anchor.length + 2] ?? '')) continue
    return {...message, path, line: text.slice(0, at).split('\n').length, column: at - text.lastIndexOf('\n', at)}
  }
  const chapter = (own.length > 0 ? own : likely).find(({path}) => {
    const name = path.replace(/^.*\/|\..*$/g, '')
    return anchor === name || (anchor.startsWith(`${name}-`) && /^\d+$/.test(anchor.slice(name.length + 1)))
  })
  return chapter === undefined ? message : {...message, path: chapter.path, line: 1, column: 1}
}
