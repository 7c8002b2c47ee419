/** The file of a release: what every edition said, each sentence once. It is the same on every machine, and read in lines by whoever compares two. */
import type {LocalText} from '../types.ts'
import type {Passage, PassageKind, Piece, ToldEdition} from './passage.ts'
import type {State, StateEdition, StateFile} from './state.ts'

/** What was mended in a release after it was published. */
export interface Correction {
  /** ISO date. */
  readonly date: string
  readonly reason: LocalText
  /** SHA-256 of the release's file as it was before. */
  readonly replaces: string
}

/** A release as it is on file. */
export interface Release extends State {
  /** The earliest first. */
  readonly corrections: readonly Correction[]
}

type WrittenPiece = string | readonly [text: string, value: string, origin: string]
type WrittenPassage = readonly [kind: PassageKind, near: string, pieces: readonly WrittenPiece[], picture?: string]

/** `releases/<date>.json`, as its schema has it. */
export interface ReleaseFile {
  readonly report: string
  readonly release: string
  readonly corrections: readonly Correction[]
  readonly shared: State['shared']
  readonly texts: readonly WrittenPassage[]
  readonly editions: readonly {
    readonly id: string
    readonly axes: StateEdition['axes']
    readonly language?: string
    readonly valuesOnly?: true
    readonly files: readonly StateFile[]
    readonly texts?: readonly number[]
  }[]
}

/** The text of the file. Sentences and editions have a line each. */
export function writeRelease({report, release, corrections, shared, editions}: Release): string {
  const places = new Map<string, number>()
  const placeOf = (passage: Passage) => {
    const line = JSON.stringify(toWritten(passage))
    const place = places.get(line) ?? places.size
    places.set(line, place)
    return place
  }
  const lines = editions.map(({id, axes, files, told}) =>
    JSON.stringify({
      id,
      axes,
      ...(told && {language: told.language}),
      ...(told?.isValuesOnly && {valuesOnly: true}),
      files,
      ...(told && {texts: told.passages.map(placeOf)})
    })
  )
  const entry = (name: string, value: unknown) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`
  const list = (name: string, items: Iterable<string>) => `${JSON.stringify(name)}: [\n${[...items].join(',\n')}\n]`
  const files = Object.entries(shared).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const parts = [
    entry('report', report),
    entry('release', release),
    entry('corrections', corrections),
    `"shared": {\n${files.map(([path, digest]) => entry(path, digest)).join(',\n')}\n}`,
    list('texts', places.keys()),
    list('editions', lines)
  ]
  return `{\n${parts.join(',\n')}\n}\n`
}

/** What the file says. A place that `texts` does not have throws: the schema cannot tell. */
export function readRelease({texts, editions, ...head}: ReleaseFile): Release {
  const passages = texts.map(fromWritten)
  return {
    ...head,
    editions: editions.map(({texts: places, language, valuesOnly, ...edition}): StateEdition => {
      if (places === undefined || language === undefined) return edition
      const told: ToldEdition = {
        id: edition.id,
        language,
        ...(valuesOnly && {isValuesOnly: true}),
        passages: places.map((place) => passages[place] ?? lost(place))
      }
      return {...edition, told}
    })
  }
}

function lost(place: number): never {
  throw new RangeError(`no text ${place}`)
}

function toWritten({kind, near, pieces, picture}: Passage): WrittenPassage {
  const written = pieces.map((piece): WrittenPiece =>
    typeof piece === 'string' ? piece : [piece.text, piece.value, piece.origin]
  )
  return picture === undefined ? [kind, near, written] : [kind, near, written, picture]
}

function fromWritten([kind, near, written, picture]: WrittenPassage): Passage {
  const pieces = written.map((piece): Piece => {
    if (typeof piece === 'string') return piece
    const [text, value, origin] = piece
    return {text, value, origin}
  })
  return {kind, near, pieces, ...(picture !== undefined && {picture})}
}
