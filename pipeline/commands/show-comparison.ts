/** What changed between two outputs, for a terminal: a line for each change, with the editions that have it. */
import type {Cluster, Wording} from '../compare/cluster.ts'
import type {Comparison, Side} from '../compare/compare.ts'
import type {Level} from '../compare/changes.ts'
import {editionsInWords} from '../compare/editions.ts'
import {partsBetween} from '../compare/words.ts'
import type {Selection} from '../types.ts'
import {count} from './given.ts'

const TITLES: Readonly<Record<Level, string>> = {number: 'Numbers', sentence: 'Sentences', row: 'Rows', figure: 'Figures'}
const SIGNS = {changed: '~', added: '+', removed: '-', moved: '>'} as const
/** Characters of a text that a line shows. */
const MOST_SHOWN = 300
/** Wordings of one change that are shown; the rest are counted. */
const MOST_WORDINGS = 3

/** Tell a comparison; `axes` by the id of each edition on either side. */
export function showComparison(comparison: Comparison, axes: ReadonlyMap<string, Selection>): string {
  const inWords = editionsInWords([...axes.values()])
  const told = (ids: readonly string[]) => inWords(ids.map((id) => axes.get(id)!))
  const levels = Object.keys(TITLES) as Level[]
  return [
    `${sideInWords(comparison.before)} -> ${sideInWords(comparison.after)}`,
    ...levels.flatMap((level) => sectionOf(level, comparison.clusters, told)),
    ...editionLines(comparison, told),
    '',
    `digest ${comparison.digest}`
  ].join('\n')
}

type Told = (ids: readonly string[]) => string

function sideInWords({report, release, editions}: Side): string {
  return `${report} ${release} (${count(editions, 'edition')})`
}

function sectionOf(level: Level, clusters: readonly Cluster[], told: Told): readonly string[] {
  const own = clusters.filter((cluster) => cluster.level === level)
  if (own.length === 0) return []
  return ['', `${TITLES[level]} (${own.length})`, ...own.flatMap((cluster) => linesOf(cluster, told))]
}

function linesOf(cluster: Cluster, told: Told): readonly string[] {
  const {level, how, places, wordings, editions} = cluster
  const where = `      ${places.map((place) => `#${place}`).join(' ')}  ${told(editions)}`
  if (level === 'figure') return [`  ${SIGNS[how]} ${figureInWords(wordings)}`, where]
  const lines = level === 'number' ? numberLines(wordings) : wordings.map((wording) => `  ${wordingInWords(wording, how)}`)
  const more = lines.length - MOST_WORDINGS
  return [...lines.slice(0, MOST_WORDINGS), ...(more > 0 ? [`      and ${more} more`] : []), where]
}

function figureInWords(wordings: readonly Wording[]): string {
  const [{before, after} = {}, ...others] = wordings
  const [first = ''] = (after ?? before ?? '').split(/\.(?:\s|$)|。/)
  return `${short(first)}${others.length > 0 ? `, and ${others.length} more` : ''}`.trim()
}

// One line for one origin, however the value is written in each language.
function numberLines(wordings: readonly Wording[]): readonly string[] {
  const origins = Map.groupBy(wordings, ({value}) => value?.origin ?? '')
  return [...origins].map(([origin, group]) => `  ${[...new Set(group.map(numberInWords))].join('; ')}  ${origin}`)
}

function numberInWords({before, after, value}: Wording): string {
  if (before !== after) return `${before === '' ? '(nothing)' : before} -> ${after === '' ? '(nothing)' : after}`
  return before === '' ? `${value?.before} -> ${value?.after}` : `${before} (shown the same)`
}

function wordingInWords({before, after}: Wording, how: Cluster['how']): string {
  if (before === undefined || after === undefined || how === 'moved') return `${SIGNS[how]} ${short(after ?? before ?? '')}`
  const marked = partsBetween(before, after).map(({kind, text}) =>
    kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`
  )
  return `${SIGNS[how]} ${short(marked.join(''))}`
}

function short(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
}

function editionLines({editions, clusters, shared}: Comparison, told: Told): readonly string[] {
  const line = (ids: readonly string[], words: string) =>
    ids.length === 0 ? [] : [`${count(ids.length, 'edition')} ${words}: ${told(ids)}`]
  return [
    '',
    ...line(editions.added, 'added'),
    ...line(editions.removed, 'removed'),
    ...line(editions.reformatted, 'in other formats'),
    ...line(editions.unread, 'with other files and no page to read, only values'),
    ...line(editions.formOnly, 'with other files that say the same'),
    ...(shared > 0 ? [`${count(shared, 'shared file')} changed`] : []),
    `${count(editions.compared.length, 'edition')} compared, ${editions.changed.length} changed; ${count(clusters.length, 'change')} to review`
  ]
}
