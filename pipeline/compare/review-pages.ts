/** The pages on which changes are seen, side by side. */
import type {PagePair} from './pages.ts'
import {escaped, many} from './review-words.ts'

/** A page as a picture: an address that holds it whole; its size in millimetres. */
export interface Picture {
  readonly image: string
  readonly width: number
  readonly height: number
}

/** Two pages of an edition, drawn; `changes` are places in the list of clusters. */
export interface PicturedPair extends PagePair {
  readonly edition: string
  readonly old?: Picture
  readonly now?: Picture
  /** Where the two differ, in shares of the page: left, top, width, height. */
  readonly marks?: readonly (readonly [left: number, top: number, width: number, height: number])[]
}

/** The pages on which changes are seen. */
export interface ShownPages {
  readonly pairs: readonly PicturedPair[]
  /** Pages of all editions on which something changed, and on which the text only flows otherwise. */
  readonly changed: number
  readonly reflowed: number
  /** Pairs that would have been too many. */
  readonly left: number
}

/** The section of pages; nothing where there are none. */
export function pagesSection({pairs, left}: ShownPages): string {
  if (pairs.length === 0) return ''
  const more = left === 0 ? '' : `<p>${many(left, 'pair')} more of pages would be too many to show.</p>`
  return `<section id="pages"><h2>Pages <small>${pairs.length}</small></h2>${pairs.map(pairOfPages).join('\n')}${more}</section>`
}

function pairOfPages({edition, before, after, old, now, changes, marks = []}: PicturedPair, index: number): string {
  const links = changes.map((place) => `<a href="#c${place}">change ${place + 1}</a>`).join(', ')
  const sides = [
    sideOf(old, {page: before, edition, marks, when: 'before'}),
    sideOf(now, {page: after, edition, marks, when: 'after'})
  ]
  return `<article id="p${index}"><h3>Picture ${index + 1}: ${escaped(edition)}</h3><p class="where">Shows ${links || 'the same words, drawn otherwise'}</p><div class="pair">${sides.join('')}</div></article>`
}

interface Shown extends Required<Pick<PicturedPair, 'edition' | 'marks'>> {
  readonly page: number | undefined
  readonly when: 'before' | 'after'
}

function sideOf(picture: Picture | undefined, {page, edition, marks, when}: Shown): string {
  if (picture === undefined) return `<div class="none">No such page ${when}</div>`
  const {image, width, height} = picture
  const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`
  const outlines = marks.map(
    ([left, top, wide, high]) =>
      `<span style="left:${percent(left)};top:${percent(top)};width:${percent(wide)};height:${percent(high)}"></span>`
  )
  const img = `<img src="${image}" alt="Page ${page} of ${escaped(edition)} ${when}" width="${Math.round(width * 4)}" height="${Math.round(height * 4)}" loading="lazy">`
  return `<figure><div class="page">${img}${outlines.join('')}</div><figcaption>${when === 'before' ? 'Before' : 'After'}, page ${page}</figcaption></figure>`
}
