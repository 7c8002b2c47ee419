/** What runs inside the browser when a page is set: see `in-page.ts`. It looks at what a reader would stumble over. */
import type {SetPage} from '../../types.ts'

/** All of it but the labels of pages, which are known later, and how full these are. */
export interface Seen extends Omit<SetPage, 'labels' | 'pages'> {
  /** What begins each page: an id, or that of the heading above it. */
  readonly begins: readonly (readonly [page: number, id: string])[]
  /** Pages that may be as empty as they are: on their side, or before what begins a page by itself. */
  readonly free: readonly number[]
  /** 1 where the first page is a cover, which stands in no column. */
  readonly covers: 0 | 1
}

/** How the page stands in its columns. `width` of a page's content, in CSS pixels. */
export function look({width}: {readonly width: number}): Seen {
  const {left} = document.body.getBoundingClientRect()
  const covers = document.querySelector('.cover') === null ? 0 : 1
  return {...beginnings(), covers, stranded: strandedHeadings(), mentions: mentions(), pictures: pictures()}

  function pageOf(box: DOMRect): number {
    return Math.floor((box.left - left) / width + 0.01) + 1 + covers
  }

  function beginnings(): Pick<Seen, 'begins' | 'free'> {
    const begins = new Map<number, string>()
    const free = new Set<number>()
    for (const leaf of document.querySelectorAll('.head, .chapter > *, .chapter :is(li, tr, figcaption, .note, .source)'))
      for (const box of leaf.getClientRects()) {
        if (box.height === 0 || leaf.closest('.foot-note')) continue
        const page = pageOf(box)
        if (!begins.has(page)) begins.set(page, anchorOf(leaf))
        if (leaf.closest('.octavo-turned')) for (const each of [page - 1, page]) free.add(each)
        if (opens(leaf)) free.add(pageOf(leaf.getBoundingClientRect()) - 1)
      }
    return {begins: [...begins], free: [...free]}
  }

  // What begins a page by itself leaves the one before it as it is.
  function opens(leaf: Element): boolean {
    const first = leaf.parentElement?.firstElementChild === leaf ? leaf.closest('.chapter') : null
    return [leaf, first].some((element) => element !== null && getComputedStyle(element).breakBefore === 'column')
  }

  // An author knows figures, tables and headings by their ids; another chapter, for other readers, may have the same.
  function anchorOf(element: Element): string {
    const chapter = element.closest('.chapter')?.id.replace(/^ch-/, '')
    return [chapter, idAt(element)].filter(Boolean).join('#')
  }

  function idAt(element: Element): string {
    const own = element.closest('figure[id], .table[id], .callout[id], h1[id], h2[id], h3[id], h4[id]')
    if (own) return own.id
    for (let part: Element | null = element; part && !part.matches('.chapter'); part = part.parentElement)
      for (let before = part.previousElementSibling; before; before = before.previousElementSibling)
        if (/^H[1-4]$/.test(before.tagName) && before.id) return before.id
    return ''
  }

  function strandedHeadings(): Seen['stranded'] {
    return [...document.querySelectorAll('.chapter > :is(h1, h2, h3, h4)')].flatMap((heading) => {
      // An empty first part of what is broken says nothing; a heading itself is not broken.
      const box = [...heading.getClientRects()].at(-1)
      const next = firstLine(heading.nextElementSibling)
      return box && next && pageOf(next) > pageOf(box) ? [{page: pageOf(box), id: anchorOf(heading)}] : []
    })
  }

  function firstLine(element: Element | null): DOMRect | undefined {
    if (element === null) return undefined
    const range = document.createRange()
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    let text = texts.nextNode()
    while (text && !/\S/.test(text.textContent ?? '')) text = texts.nextNode()
    range.selectNodeContents(text ?? element)
    return [...range.getClientRects()].find(({width, height}) => width > 0 && height > 0)
  }

  function mentions(): Seen['mentions'] {
    return [...document.querySelectorAll('.chapter > :is(figure, .table)[id]')].flatMap((float) => {
      const links = float.parentElement?.querySelectorAll(`a[href="#${CSS.escape(encodeURIComponent(float.id))}"]`) ?? []
      const [mention] = [...links].map((link) => link.getClientRects()[0]).filter((each) => each !== undefined)
      const box = float.getClientRects()[0]
      return box && mention ? [{id: anchorOf(float), page: pageOf(box), mention: pageOf(mention)}] : []
    })
  }

  function pictures(): Seen['pictures'] {
    return [...document.images].flatMap((image) => {
      const {width: shown} = image.getBoundingClientRect()
      if (shown === 0 || image.naturalWidth === 0 || image.src.startsWith('data:image/svg')) return []
      return [{id: anchorOf(image), alt: image.alt, dots: image.naturalWidth / (shown / 96)}]
    })
  }
}
