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

function pairOfPages({edition, before, after, old, now, changes}: PicturedPair, index: number): string {
  const shows =
    changes.length === 0
      ? 'the same words, drawn otherwise'
      : changes.map((place) => `<a href="#c${place}">change ${place + 1}</a>`).join(', ')
  const side = (picture: Picture | undefined, page: number | undefined, when: string) =>
    picture === undefined
      ? `<div class="none">No such page ${when}</div>`
      : `<figure><img src="${picture.image}" alt="Page ${page} of ${escaped(edition)} ${when}" width="${Math.round(picture.width * 4)}" height="${Math.round(picture.height * 4)}" loading="lazy"><figcaption>${when === 'before' ? 'Before' : 'After'}, page ${page}</figcaption></figure>`
  return `<article id="p${index}"><h3>Picture ${index + 1}: ${escaped(edition)}</h3><p class="where">Shows ${shows}</p><div class="pair">${side(old, before, 'before')}${side(now, after, 'after')}</div></article>`
}
