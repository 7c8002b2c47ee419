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
  const {left, top} = document.body.getBoundingClientRect()
  const covers = document.querySelector('.cover') === null ? 0 : 1
  const range = document.createRange()
  return {
    ...beginnings(),
    covers,
    stranded: strandedHeadings(),
    mentions: mentions(),
    pictures: pictures(),
    marks: marksAstray(),
    places: anchoredPlaces(),
    lost: linksToNowhere()
  }

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

  // GB/T 15834—2011, 5.1: what closes begins no line, what opens ends none; a dash may begin one, and is never parted. The first
  // mark of a paragraph and its last have no line beside them.
  function marksAstray(): Seen['marks'] {
    const closing = /[、。，．：；！？·～…％‰℃]|(?<=—)—|(?![\0-\x7f])[\p{Pe}\p{Pf}]/u
    const opening = /(?![\0-\x7f])[\p{Ps}\p{Pi}]/u
    const either = new RegExp(`${closing.source}|${opening.source}`, 'gu')
    const found: Seen['marks'][number][] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode() as Text | null; text; text = texts.nextNode() as Text | null) {
      const marks = [...text.data.matchAll(either)]
      if (marks.length === 0 || !text.parentElement!.matches(':lang(zh)')) continue
      const mayStray = edgesOf(text)
      for (const {0: mark, index} of marks) {
        const step = opening.test(mark) ? 1 : -1
        const own = mayStray(index, step)
        const other = own && boxBeside(text, index, step)
        if (!own || !other || isOnLine(own, other)) continue
        const words = text.data.slice(Math.max(0, index - 8), index + 9).trim()
        found.push({...spotOf(own), id: anchorOf(text.parentElement!), mark, words, at: step === -1 ? 'start' : 'end'})
      }
    }
    return found
  }

  // The box of a mark that may stand at an edge of its line: a box costs more than all else here, and most marks stand in the midst.
  function edgesOf(text: Text): (index: number, step: 1 | -1) => DOMRect | undefined {
    range.selectNodeContents(text)
    const lines = [...range.getClientRects()]
    return (index, step) => {
      if (lines.length === 0 || (lines.length === 1 && indexBeside(text, index, step) !== undefined)) return undefined
      const own = boxAt(text, index)
      const line = own && lines.find((each) => isOnLine(own, each) && each.left <= own.left + 1 && own.right <= each.right + 1)
      const distance = line && (step === 1 ? line.right - own.right : own.left - line.left)
      return distance === undefined || distance < own!.height ? own : undefined
    }
  }

  function isOnLine(one: DOMRect, other: DOMRect): boolean {
    return one.bottom > other.top && other.bottom > one.top
  }

  function boxAt(text: Text, index: number): DOMRect | undefined {
    range.setStart(text, index)
    range.setEnd(text, index + 1)
    return range.getClientRects()[0]
  }

  // Blanks are on no line of their own. Most marks stand in the midst of their text.
  function boxBeside(text: Text, index: number, step: 1 | -1): DOMRect | undefined {
    const own = indexBeside(text, index, step)
    if (own !== undefined) return boxAt(text, own)
    const block = blockOf(text)
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    texts.currentNode = text
    for (;;) {
      const beside = (step === 1 ? texts.nextNode() : texts.previousNode()) as Text | null
      if (!beside || blockOf(beside) !== block) return undefined
      const other = indexBeside(beside, step === 1 ? -1 : beside.data.length, step)
      if (other !== undefined) return boxAt(beside, other)
    }
  }

  function indexBeside({data}: Text, index: number, step: 1 | -1): number | undefined {
    for (let next = index + step; next >= 0 && next < data.length; next += step) if (/\S/.test(data[next]!)) return next
    return undefined
  }

  function blockOf(text: Text): Element {
    return (
      text.parentElement!.closest('p, li, td, th, h1, h2, h3, h4, dt, dd, caption, figcaption, pre, div, section') ??
      document.body
    )
  }

  // Of what is broken, where it begins.
  function anchoredPlaces(): Seen['places'] {
    const found: Record<string, ReturnType<typeof spotOf>> = {}
    for (const element of document.querySelectorAll('.chapter :is(figure, .table, .callout, h1, h2, h3, h4)[id]')) {
      const box = [...element.getClientRects()].find((each) => each.height > 0)
      if (box) found[anchorOf(element)] ??= spotOf(box)
    }
    return found
  }

  function spotOf(box: DOMRect) {
    const page = pageOf(box)
    const round = (pixels: number) => Math.round(pixels * 10) / 10
    const [x, y] = [box.left - left - (page - 1 - covers) * width, box.top - top]
    return {page, box: [round(x), round(y), round(box.width), round(box.height)] as const}
  }

  // The cover is not set in columns; what stands on it is on its page all the same.
  function linksToNowhere(): Seen['lost'] {
    return [...document.links].flatMap((link) => {
      const [hash, id] = /^#(.*)/.exec(link.getAttribute('href') ?? '') ?? []
      if (hash === undefined || link.closest('nav[hidden]')) return []
      const target = document.getElementById(decodeURIComponent(id!))
      if (target && (target.getClientRects().length > 0 || target.closest('.cover'))) return []
      return [{id: anchorOf(link), to: decodeURIComponent(id!), words: link.textContent.trim()}]
    })
  }
}
