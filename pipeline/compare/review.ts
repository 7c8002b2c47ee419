/** What changed between two states of a report -> one page on which a reviewer sees all of it, and signs it off. */
import type {Selection} from '../types.ts'
import type {Level} from './changes.ts'
import type {Comparison, Side} from './compare.ts'
import {editionsInWords} from './editions.ts'
import {editionsIn, sectionOf, TITLES, type Told} from './review-entries.ts'
import {pagesSection, type ShownPages} from './review-pages.ts'
import {escaped, many} from './review-words.ts'
import {REVIEW_STYLE} from './review-style.ts'

/** What the page is made of. */
export interface ReviewInput {
  readonly comparison: Comparison
  /** Of each edition on either side. */
  readonly axes: ReadonlyMap<string, Selection>
  readonly pages: ShownPages
  /** The command that signs this. */
  readonly command: string
}

/** The page, whole in itself: it loads nothing and runs nothing. */
export function showReview(input: ReviewInput): string {
  const {comparison, axes, pages} = input
  const {before, after, clusters} = comparison
  const inWords = editionsInWords([...axes.values()])
  const told: Told = (ids) => inWords(ids.map((id) => axes.get(id)!))
  const levels = (Object.keys(TITLES) as Level[]).filter((level) => clusters.some((cluster) => cluster.level === level))
  const title = `${after.report}: what changed`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(title)}</title><style>${REVIEW_STYLE}</style></head><body>
<header><h1>${escaped(title)}</h1><p>${sideInWords(before)} <span aria-hidden="true">→</span><span class="aside"> to </span> ${sideInWords(after)}</p>
${summary(input)}
<nav aria-label="Sections"><ul>${levels.map((level) => `<li><a href="#${level}">${TITLES[level]}</a></li>`).join('')}${pages.pairs.length > 0 ? '<li><a href="#pages">Pages</a></li>' : ''}<li><a href="#sign">Sign off</a></li></ul></nav></header>
<main>${levels.map((level) => sectionOf(level, clusters, {pages, told})).join('\n')}
${editionsSection(comparison, told)}
${pagesSection(pages)}
${signing(input)}
</main></body></html>
`
}

function sideInWords({release, editions}: Side): string {
  return `<b>${escaped(release)}</b> (${many(editions, 'edition')})`
}

function summary({comparison: {editions, clusters}, pages}: ReviewInput): string {
  const facts = [
    many(clusters.length, 'change'),
    `${editions.changed.length} of ${many(editions.compared.length, 'edition')} changed`,
    ...(pages.changed + pages.reflowed > 0
      ? [`${many(pages.changed, 'page')} with something new`, `${pages.reflowed} with moved text only`]
      : [])
  ]
  return `<p class="facts">${facts.map((fact) => `<span>${fact}</span>`).join(' ')}</p>`
}

function editionsSection({editions, shared}: Comparison, told: Told): string {
  const line = (ids: readonly string[], words: string) =>
    ids.length === 0 ? '' : `<li>${many(ids.length, 'edition')} ${words}: ${editionsIn(ids, told)}</li>`
  const lines = [
    line(editions.added, 'added'),
    line(editions.removed, 'removed'),
    line(editions.reformatted, 'in other formats'),
    line(editions.unread, 'with other files and no page to read, only values'),
    line(editions.formOnly, 'with other files that say the same'),
    shared > 0 ? `<li>${many(shared, 'shared file')} changed: the catalogue, styles, scripts, fonts, pictures</li>` : ''
  ].join('')
  return lines === '' ? '' : `<section id="editions"><h2>Editions and files</h2><ul class="plain">${lines}</ul></section>`
}

function signing({comparison: {digest}, command}: ReviewInput): string {
  return `<section id="sign"><h2>Sign off</h2><p>Whoever has seen all this signs it with the command below; a release asks for the signature of exactly these changes.</p>
<pre tabindex="0"><code>${escaped(command)}</code></pre><dl><dt>Digest of the changes</dt><dd><code>${digest}</code></dd></dl></section>`
}
