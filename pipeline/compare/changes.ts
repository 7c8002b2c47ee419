/** An edition before and after -> what changed in it: numbers, passages, pictures. */
import {alignPassages, type Pair} from './align.ts'
import {
  templateOf,
  textOfPassage,
  valuesOfPassage,
  type Passage,
  type PassageKind,
  type ToldEdition,
  type ToldValue,
  withoutRows
} from './passage.ts'

/** What kind of thing changed: a value, a wording, a row of a table or of a chart's data, a picture. */
export type Level = 'number' | 'sentence' | 'row' | 'figure'

/** How it changed. */
export type How = 'changed' | 'added' | 'removed' | 'moved'

/** A change in one edition. */
export interface Change {
  readonly level: Level
  readonly how: How
  readonly kind: PassageKind
  /** Id of the section, figure or table. */
  readonly near: string
  /** As a reader sees it: the value, or the whole passage; nothing of what was added or removed. */
  readonly before?: string
  readonly after?: string
  /** Of a value: what a machine reads, and where it comes from. */
  readonly value?: {readonly origin: string; readonly before: string; readonly after: string}
  /** Of a value: the passage that it stands in. */
  readonly within?: {readonly before: string; readonly after: string}
  /** The words around the value changed too, and tell of it. */
  readonly isBeside?: boolean
  /** The same in every edition where the same change was made, whatever the values are there. */
  readonly key: string
}

/** What changed from one state of an edition to another, in the order of the text. */
export function changesBetween(before: ToldEdition, after: ToldEdition): readonly Change[] {
  return alignPassages(before.passages, after.passages).flatMap(changesOfPair)
}

function changesOfPair({before, after, isMoved}: Pair): readonly Change[] {
  if (before === undefined || after === undefined) return [oneSided(before, after)]
  const how = isMoved ? 'moved' : 'changed'
  const moved = isMoved ? [wholeChange(before, after, how)] : []
  if (before.picture !== undefined || after.picture !== undefined) return isMoved ? moved : pictureChange(before, after)
  const isReworded = templateOf(before, patternOf) !== templateOf(after, patternOf)
  if (!isReworded) return [...moved, ...valueChanges(before, after)]
  const beside = sharedValues(before, after).map((change) => ({...change, isBeside: true}))
  return [wholeChange(before, after, how), ...beside]
}

function wholeChange(before: Passage, after: Passage, how: How): Change {
  return {...common(after, how), before: textOfPassage(before), after: textOfPassage(after), key: keyOf(how, before, after)}
}

function oneSided(before: Passage | undefined, after: Passage | undefined): Change {
  const passage = (before ?? after)!
  const how = before === undefined ? 'added' : 'removed'
  const text = textOfPassage(passage)
  const isPicture = passage.picture !== undefined
  const key = isPicture ? `figure ${how} ${passage.near}` : keyOf(how, before, after)
  return {...common(passage, how), ...(before ? {before: text} : {after: text}), key}
}

function pictureChange(before: Passage, after: Passage): readonly Change[] {
  const [one, other] = [textOfPassage(before), textOfPassage(after)]
  if (before.picture === after.picture && one === other) return []
  return [{...common(after, 'changed'), before: one, after: other, key: `figure changed ${after.near}`}]
}

// The words are the same: each value stands for the one in its place.
function valueChanges(before: Passage, after: Passage): readonly Change[] {
  const now = valuesOfPassage(after)
  return valuesOfPassage(before).flatMap((value, index) => changeOfValue([value, before], [now[index]!, after]))
}

// Of a passage with other words the values that come from the same cell.
function sharedValues(before: Passage, after: Passage): readonly Change[] {
  const now = new Map(valuesOfPassage(after).map((value) => [value.origin, value]))
  const old = new Map(valuesOfPassage(before).map((value) => [value.origin, value]))
  return [...old.values()].flatMap((value) => {
    const other = now.get(value.origin)
    return other ? changeOfValue([value, before], [other, after]) : []
  })
}

type Standing = readonly [value: ToldValue, passage: Passage]

function changeOfValue([value, before]: Standing, [other, after]: Standing): readonly Change[] {
  if (value.text === other.text && value.value === other.value && value.origin === other.origin) return []
  const within = {before: textOfPassage(before), after: textOfPassage(after)}
  const change = valueChange(value, other)
  // The cells of a column are looked at together: of a table, of the data behind a chart.
  const isCell = after.kind === 'row' || after.kind === 'datum'
  const key = isCell ? JSON.stringify(['cells', after.kind, after.near, patternOf(other)]) : change.key
  return [{...common(after, 'changed'), level: 'number', ...change, key, within}]
}

function valueChange(before: ToldValue, after: ToldValue): Pick<Change, 'before' | 'after' | 'value' | 'key'> {
  const origin = before.origin === after.origin ? after.origin : `${before.origin} > ${after.origin}`
  return {
    before: before.text,
    after: after.text,
    value: {origin, before: before.value, after: after.value},
    key: JSON.stringify([
      'number',
      origin,
      before.value,
      after.value,
      ...(before.value === after.value ? [before.text, after.text] : [])
    ])
  }
}

function patternOf({origin}: ToldValue): string {
  return origin.startsWith('#') ? '#' : withoutRows(origin)
}

function common({kind, near, picture}: Passage, how: How): Pick<Change, 'level' | 'how' | 'kind' | 'near'> {
  const level = picture !== undefined ? 'figure' : ['row', 'datum', 'head'].includes(kind) ? 'row' : 'sentence'
  return {level, how, kind, near}
}

function keyOf(how: How, before: Passage | undefined, after: Passage | undefined): string {
  const pattern = (passage: Passage | undefined) => (passage ? templateOf(passage, patternOf) : null)
  return JSON.stringify([how, (before ?? after)!.kind, pattern(before), pattern(after)])
}
