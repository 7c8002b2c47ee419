/** Two languages of a chapter, section by section, and piece by piece where their pieces are the same. */
import {namesAndMore} from '../../messages.ts'
import type {Finding, Outlined} from './finding.ts'
import {otherNames, otherReads, type Call} from './calls.ts'
import {otherDates} from './dates.ts'
import type {Piece, Place, Section, Thing} from './outline.ts'
import {compareTerms, type Term} from './terms.ts'

/** So many are named in one message. */
const MOST_NAMED = 4

const NOTE = 'Write it there, or take it out here.'

/** What one has and the other has not, both ways. */
export function compareSections(base: Outlined, other: Outlined, terms: readonly Term[]): Finding[] {
  const known = new Map(other.sections.map((section) => [section.id, section]))
  return [
    ...missingSections(base, other),
    ...missingSections(other, base),
    ...base.sections.flatMap((section) => {
      const same = known.get(section.id)
      return same === undefined ? [] : comparePair({base, other, one: section, two: same}, terms)
    })
  ]
}

interface Pair {
  readonly base: Outlined
  readonly other: Outlined
  /** The same section in either. */
  readonly one: Section
  readonly two: Section
}

function missingSections(here: Outlined, there: Outlined): Finding[] {
  const ids = new Set(there.sections.map(({id}) => id))
  return here.sections
    .filter(({id}) => !ids.has(id))
    .map(({id, place}) => ({
      chapter: here.chapter,
      place,
      rule: 'heading-is-in-every-language',
      reason: `Unexpected heading \`${id.startsWith('section ') ? id : `#${id}`}\` that ${there.language} does not have, expected the same headings in every language`,
      note: 'Sections are told by their ids, as in `## Words {#id}`.',
      other: {chapter: there.chapter, place: there.sections[0]?.place ?? {block: 1}}
    }))
}

function comparePair(pair: Pair, terms: readonly Term[]): Finding[] {
  const {base, other, one, two} = pair
  const things = [...missingThings(base, other, [one, two]), ...missingThings(other, base, [two, one])]
  if (things.some(({rule}) => !rule.startsWith('value') && !rule.startsWith('citation'))) return things
  const shapes = compareShapes(pair)
  if (shapes.length > 0) return [...things, ...shapes]
  const pieces = one.pieces.flatMap((piece, index) => {
    const both = [piece, two.pieces[index]!] as const
    return [...comparePieces(pair, both, terms), ...compareValues(pair, both), ...elsewhere(pair, both)]
  })
  return [...things, ...pieces]
}

// Told at the place of what one has: there the words stand that the other lacks.
function missingThings(here: Outlined, there: Outlined, [own, others]: readonly [Section, Section]): Finding[] {
  const missing = Map.groupBy(
    lacking(own, others).filter((thing) => !isPaired(thing, lacking(others, own))),
    ({kind}) => kind
  )
  return [...missing].map(([kind, things]) => ({
    chapter: here.chapter,
    place: things[0]!.place,
    rule: `${kind}-is-in-every-language`,
    reason: `Unexpected ${kind} ${listed(things)} that ${there.language} does not have in this section, expected the same in every language`,
    note: NOTE,
    other: {chapter: there.chapter, place: others.place}
  }))
}

function lacking(own: Section, others: Section): readonly Thing[] {
  const known = new Set(others.things.map(nameOf))
  return own.things.filter((thing) => !known.has(nameOf(thing)))
}

// `output_yuan` in one language is `output_trillions` in another: large numbers are parted in other places.
function isPaired({kind, name}: Thing, others: readonly Thing[]): boolean {
  return (
    kind === 'value' &&
    name.includes('_') &&
    others.some((other) => other.kind === 'value' && stemOf(other.name) === stemOf(name))
  )
}

function stemOf(value: string): string {
  return value.replace(/(\.[^_]*)_.*$/, '$1')
}

function listed(things: readonly Thing[]): string {
  return namesAndMore([...new Set(things.map(({name}) => `\`${name}\``))], MOST_NAMED)
}

function nameOf({kind, name}: Thing): string {
  return `${kind} ${name}`
}

function compareShapes({base, other, one, two}: Pair): Finding[] {
  const at = one.pieces.findIndex((piece, index) => piece.shape !== two.pieces[index]?.shape)
  const index = at === -1 && two.pieces.length > one.pieces.length ? one.pieces.length : at
  if (index === -1) return []
  const [own, wanted] = [two.pieces[index], one.pieces[index]]
  return [
    {
      chapter: other.chapter,
      place: own?.place ?? two.place,
      rule: 'block-is-in-every-language',
      reason: `Unexpected ${own === undefined ? 'end of the section' : `\`${own.shape}\``}, expected ${wanted === undefined ? 'the end of the section' : `\`${wanted.shape}\``} as in ${base.language}`,
      note: 'The same paragraphs, lists and panels in every language are what lets them be compared.',
      other: {chapter: base.chapter, place: wanted?.place ?? one.place}
    }
  ]
}

function comparePieces({base, other}: Pair, [one, two]: readonly [Piece, Piece], terms: readonly Term[]): Finding[] {
  const [here, there] = [
    {chapter: other.chapter, place: two.place},
    {chapter: base.chapter, place: one.place}
  ]
  const at = {...here, other: there}
  const isSame = one.text.trim() === two.text.trim() && /\p{L}{3}.*\p{L}{3}/su.test(one.text) && one.text.trim().length > 12
  return [
    ...(isSame
      ? [
          {
            ...at,
            rule: 'block-is-translated',
            reason: `Unexpected same words as in ${base.language}, expected those of ${other.language}`
          }
        ]
      : []),
    ...missingNumbers(one, two).map((number) => ({
      ...at,
      rule: 'number-is-in-every-language',
      reason: `Expected the number ${number}, which ${base.language} has in the same place`,
      note: 'One of the two may be out of date.'
    })),
    ...missingNumbers(two, one).map((number) => ({
      ...at,
      rule: 'number-is-in-every-language',
      reason: `Unexpected number ${number}, which ${base.language} does not have in the same place`,
      note: 'One of the two may be out of date.'
    })),
    ...otherDates({text: one.text, language: base.language}, {text: two.text, language: other.language}).map(({own, wanted}) => ({
      ...at,
      rule: 'number-is-in-every-language',
      reason: `Unexpected date \`${own}\`, expected \`${wanted}\` as in ${base.language}`,
      note: 'One of the two may be out of date.'
    })),
    ...compareTerms({one, two, languages: [base.language, other.language]}, terms).map(({lacks, ...fault}) => ({
      ...(lacks === two ? at : {...there, other: here}),
      ...fault
    }))
  ]
}

// A name that the other language does not have in this section may be its own for the same.
function compareValues({base, other, one, two}: Pair, [piece, same]: readonly [Piece, Piece]): Finding[] {
  const [known, others] = [one, two].map(({things}) => new Set(things.map(nameOf))) as [Set<string>, Set<string>]
  const isPaired = (own: string, wanted: string) =>
    !known.has(`value ${own}`) && !others.has(`value ${wanted}`) && stemOf(own) === stemOf(wanted)
  const at = (node: string | undefined) => ({
    chapter: other.chapter,
    place: node === undefined ? same.place : {node},
    other: {chapter: base.chapter, place: piece.place}
  })
  const {language} = base
  return [
    ...otherNames(piece, same, language).map(({reason}) => ({...at(undefined), rule: 'attribute-is-in-every-language', reason})),
    ...otherReads(piece, same, {language, isPaired}).map(({reason, node}) => ({
      ...at(node),
      rule: 'value-is-in-every-language',
      reason
    }))
  ]
}

/** So many values at once are a sentence; a single one, as a name or a count of places, each language says again as it likes. */
const SENTENCE = 2

// What the section has, but in another block of it. A caption is as long as a language has room for.
function elsewhere({base, other, one, two}: Pair, [piece, same]: readonly [Piece, Piece]): Finding[] {
  return [
    ...lostFrom(same, {own: piece, there: two}).map((lost) => lostFinding(lost, [base, other], same.place)),
    ...lostFrom(piece, {own: same, there: one}).map((lost) => lostFinding(lost, [other, base], piece.place))
  ]
}

// None, or all of them at once.
function lostFrom(others: Piece, {own, there}: {readonly own: Piece; readonly there: Section}): readonly (readonly Call[])[] {
  const known = new Set(others.calls.map(valueOf).map(stemOf))
  const inSection = new Set(there.things.map(nameOf))
  const isLost = (call: Call) => !known.has(stemOf(valueOf(call))) && inSection.has(`value ${valueOf(call)}`)
  const lost = own.calls.filter((call) => call.slot === '' && isLost(call))
  return new Set(lost.map(valueOf)).size < SENTENCE ? [] : [lost]
}

function valueOf({reads: [read = '']}: Call): string {
  return read
}

function lostFinding(lost: readonly Call[], [here, there]: readonly [Outlined, Outlined], place: Place): Finding {
  const names = namesAndMore([...new Set(lost.map((call) => `\`${valueOf(call)}\``))], MOST_NAMED)
  return {
    chapter: here.chapter,
    place: {node: lost[0]!.node},
    rule: 'value-is-in-every-language',
    reason: `Unexpected values ${names} that ${there.language} has in other blocks of this section alone, expected them in the same`,
    note: 'A sentence may be missing there, or stand in another paragraph.',
    other: {chapter: there.chapter, place}
  }
}

// Years and what has three figures or more: days, months and ordinals are words in one language, and 100 a unit in another.
function missingNumbers(one: Piece, two: Piece): readonly string[] {
  const known = numbersIn(two)
  return [...numbersIn(one)].filter((number) => !known.has(number))
}

function numbersIn({text}: Piece): ReadonlySet<string> {
  const found = (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((number) => number.replaceAll(',', ''))
  return new Set(found.filter((number) => number.replace('.', '').length >= 3 && !/^10+$/.test(number)))
}
