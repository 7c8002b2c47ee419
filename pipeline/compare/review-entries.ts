/** What changed between two states -> the entries of a review: old and new, where, and in which editions. */
import type {Level} from './changes.ts'
import {isUnseen, type Cluster, type Wording} from './cluster.ts'
import type {ShownPages} from './review-pages.ts'
import {escaped, many} from './review-words.ts'
import {partsBetween} from './words.ts'

/** Heads of the sections. */
export const TITLES: Readonly<Record<Level, string>> = {number: 'Numbers', sentence: 'Sentences', row: 'Rows', figure: 'Figures'}

/** Tells editions in few words. */
export type Told = (ids: readonly string[]) => string

/** The section of what changed on one level; `place` counts in the list of all clusters. */
export function sectionOf(level: Level, clusters: readonly Cluster[], around: Omit<Around, 'place'>): string {
  const entries = clusters.flatMap((cluster, place) => (cluster.level === level ? [entry(cluster, {...around, place})] : []))
  return `<section id="${level}"><h2>${TITLES[level]} <small>${entries.length}</small></h2><ol>${entries.join('\n')}</ol></section>`
}

interface Around {
  readonly place: number
  readonly pages: ShownPages
  readonly told: Told
}

function entry(cluster: Cluster, {place, pages, told}: Around): string {
  const {level, how, wordings, places, editions, within} = cluster
  const [first, ...others] = wordings
  const words = level === 'figure' ? `<p>${figureWords(cluster)}</p>` : wordingIn(first!, level)
  const more =
    level === 'figure' || others.length === 0
      ? ''
      : `<details><summary>${others.length} more like it</summary>${others.map((wording) => `<div class="more">${wordingIn(wording, level)}<p class="where">${escaped(wording.editions.join(', '))}</p></div>`).join('')}</details>`
  const seen = pages.pairs.flatMap(({changes}, index) =>
    changes.includes(place) ? [`<a href="#p${index}">picture ${index + 1}</a>`] : []
  )
  const context = level === 'number' && within ? `<p class="context">${marked(within.before, within.after)}</p>` : ''
  return `<li id="c${place}"${isUnseen(cluster) ? ' class="unseen"' : ''}><label class="tick"><input type="checkbox"><span class="aside">Change ${place + 1} seen</span></label><div>
<p class="kind">${how}${isUnseen(cluster) ? ', reads the same' : ''}</p>${words}${more}${context}
<div class="where">${places.map((id) => `<code>${escaped(id)}</code>`).join(' ')} ${editionsIn(editions, told)}${seen.length > 0 ? ` · ${seen.slice(0, 3).join(', ')}` : ''}</div></div></li>`
}

/** Editions in few words, and each of them for whoever asks. */
export function editionsIn(editions: readonly string[], told: Told): string {
  const words = escaped(told(editions))
  return editions.length === 1
    ? words
    : `<details class="editions"><summary>${words} <small>(${many(editions.length, 'edition')})</small></summary>${editions.map(escaped).join('<br>')}</details>`
}

function figureWords({how, wordings}: Cluster): string {
  const {before, after} = wordings[0]!
  if (before === undefined || after === undefined || how === 'moved') return escaped(after ?? before ?? '')
  return before === after ? `${escaped(after)} <small>(drawn otherwise)</small>` : marked(before, after)
}

function wordingIn({before, after, value}: Wording, level: Level): string {
  if (level !== 'number') return `<p>${marked(before, after)}</p>`
  const [old, now] = before === after && before === '' ? [value?.before ?? '', value?.after ?? ''] : [before ?? '', after ?? '']
  const exact = old === now ? ` <small>(${escaped(value?.before ?? '')} → ${escaped(value?.after ?? '')})</small>` : ''
  const arrow = '<span aria-hidden="true"> → </span><span class="aside"> became </span>'
  return `<p class="number"><del>${escaped(old) || '–'}</del>${arrow}<ins>${escaped(now) || '–'}</ins>${exact} <code>${escaped(value?.origin ?? '')}</code></p>`
}

function marked(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return `<ins>${escaped(after ?? '')}</ins>`
  if (after === undefined) return `<del>${escaped(before)}</del>`
  const tags = {same: '', removed: 'del', added: 'ins'} as const
  return partsBetween(before, after)
    .map(({kind, text}) => (kind === 'same' ? escaped(text) : `<${tags[kind]}>${escaped(text)}</${tags[kind]}>`))
    .join('')
}
