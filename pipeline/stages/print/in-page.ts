/**
 * What runs inside the browser. Each function is sent there as text: it may use nothing of this file but its arguments.
 *
 * Pages are predicted by setting the text in columns of the size of a page's content: the browser breaks
 * columns and pages by the same rules. The columns stand in a media query that only the wide window
 * fulfils, never the page being printed, so that nothing has to be taken back before the print.
 */

import type {Caption, Prediction} from './furniture.ts'

/** The window in which pages are measured: wider than any page that is printed. */
export const MEASURING = {width: 5000, height: 100}

/** What was measured before the print. */
export interface Laid extends Omit<Prediction, 'places' | 'tops' | 'continued'> {
  /** Page of each wanted id. */
  readonly places: readonly (readonly [id: string, page: number])[]
  readonly tops: readonly string[]
  readonly continued: readonly (readonly [page: number, caption: Caption])[]
  /** Tables on their side, with the columns that they take. */
  readonly turned: readonly {readonly from: number; readonly to: number; readonly caption: Caption}[]
}

/** What is set into the page. */
export interface Text {
  readonly title: string
  readonly language: string
  readonly body: string
  /** Ids whose pages are wanted besides those of the slots, and ids that need a place in the PDF. */
  readonly wanted: readonly string[]
  readonly anchors: readonly string[]
  /** Where pages face each other: the id of what begins on a right page. */
  readonly onRight?: string | undefined
}

/** Put on a style sheet, if another one is given, and with it the columns in which pages are measured. Sizes in CSS pixels. */
export function dress(given: {css: string; width: number; height: number} | undefined): void {
  if (given === undefined) return
  const {css, width, height} = given
  const [sheet, columns] = document.head.querySelectorAll('style.octavo')
  if (!sheet || !columns) throw new Error('The blank page was not loaded')
  columns.textContent = ''
  sheet.textContent = css
  columns.textContent = `@media (min-width: 4000px) {
    body { content-visibility: hidden }
    body { column-width: ${width}px; column-gap: 0; column-fill: auto; width: ${width}px; height: ${height}px; margin: 0; padding: 0 }
    ${[...document.styleSheets].flatMap((each) => breaks(each.cssRules)).join('\n')}
    .cover { display: none !important }
  }`

  // Every rule about page breaks once more, in order, about columns.
  function breaks(rules: CSSRuleList): string[] {
    return [...rules].flatMap((rule) => {
      if (rule instanceof CSSMediaRule && !matchMedia(rule.conditionText).matches) return []
      if (rule instanceof CSSStyleRule) return columnRule(rule)
      return rule instanceof CSSGroupingRule ? breaks(rule.cssRules) : []
    })
  }

  function columnRule({selectorText, style}: CSSStyleRule): string[] {
    const names = ['break-before', 'break-after'].filter((name) => style.getPropertyValue(name))
    const declarations = names.map((name) => {
      const value = style.getPropertyValue(name).replace(/^(page|left|right|recto|verso)$/, 'column')
      return `${name}: ${value}${style.getPropertyPriority(name) ? ' !important' : ''}`
    })
    return declarations.length ? [`${selectorText} { ${declarations.join('; ')} }`] : []
  }
}

/** Put a text in place of the last one. Tells the ids of images that cannot be shown, or what is nearest to them. */
export async function lay(content: Text): Promise<readonly string[]> {
  document.title = content.title
  document.documentElement.lang = content.language
  document.body.innerHTML = content.body
  const slots = [...document.querySelectorAll('.page-number')]
  for (const slot of slots) slot.textContent = '00'
  const wanted = new Set([...content.wanted, ...slots.map((slot) => slot.getAttribute('data-page-of') ?? '')])
  addTargets()
  if (document.fonts.size > 0) await fontsLoaded()
  const images = [...document.images]
  const loaded = await Promise.allSettled(images.map((image) => image.decode()))
  if (content.onRight !== undefined) interleave(document.getElementById(content.onRight))
  return images.filter((_, index) => loaded[index]?.status === 'rejected').map(idAround)

  // An empty left page, unless the one before it is one. The first page of all is a right one; what begins no page is left alone.
  function interleave(first: Element | null): void {
    const [chapter, box] = [first?.closest('.chapter'), first?.getClientRects()[0]]
    const {left, top, width} = document.body.getBoundingClientRect()
    // With the margin that it may have, and without a line of text above it.
    if (!chapter || !box || box.top - top >= 40) return
    const before = Math.floor((box.left - left) / width + 0.01) + (document.querySelector('.cover') === null ? 0 : 1)
    if (before % 2 === 0) return
    const leaf = Object.assign(document.createElement('div'), {className: 'octavo-interleaf'})
    const previous = chapter.previousElementSibling
    // Rules that say what follows what go on holding.
    if (previous === null || previous.matches('.cover')) chapter.before(leaf)
    else previous.append(leaf)
  }

  // Only what a link points to has a place in the PDF.
  function addTargets(): void {
    const linked = new Set(Array.from(document.links, nameTarget))
    const missing = [...new Set([...wanted, ...content.anchors])].filter((id) => !linked.has(id))
    const targets = document.createElement('nav')
    targets.hidden = true
    targets.append(...missing.map((id) => Object.assign(document.createElement('a'), {href: `#${encodeURIComponent(id)}`})))
    if (missing.length) document.body.append(targets)
  }

  // The browser names a place as its address is written, and one id can be written in several ways.
  function nameTarget(link: HTMLAnchorElement | HTMLAreaElement): string | undefined {
    const written = link.getAttribute('href') ?? ''
    if (!written.startsWith('#')) return undefined
    const name = written.slice(1)
    const id = document.getElementById(name) ? name : decoded(name)
    link.setAttribute('href', `#${encodeURIComponent(id)}`)
    return id
  }

  function decoded(name: string): string {
    try {
      return decodeURIComponent(name)
    } catch {
      return name
    }
  }

  // A face is asked for when text is set in it, and text that is not shown is set when measured from inside.
  async function fontsLoaded(): Promise<void> {
    for (const element of document.body.children) element.getBoundingClientRect()
    const cover = [...document.querySelectorAll('.cover, .cover *')]
    await Promise.all(cover.map((element) => document.fonts.load(getComputedStyle(element).font, element.textContent)))
    await document.fonts.ready
  }

  function idAround(element: Element): string {
    return element.closest('[id]')?.id ?? ''
  }
}

/** Measure where the wanted ids and those of the slots come to stand. `width` is that of a page's content. */
export function measure({wanted, width}: {wanted: readonly string[]; width: number}): Laid {
  const {left, top} = document.body.getBoundingClientRect()
  const hasCover = document.querySelector('.cover') !== null
  const covers = hasCover ? 1 : 0
  const slots = Array.from(document.querySelectorAll('.page-number'), (slot) => slot.getAttribute('data-page-of') ?? '')
  const leaf = document.querySelector('.octavo-interleaf')?.getClientRects()[0]
  const places: [string, number][] = []
  const tops: string[] = []
  for (const id of new Set([...wanted, ...slots])) {
    const element = document.getElementById(id)
    const box = element?.getClientRects()[0]
    if (box) places.push([id, pageOf(box)])
    else if (element?.closest('.cover')) places.push([id, 1])
    // With the margin that it may have, and without a line of text above it.
    if (box && box.top - top < 40) tops.push(id)
  }
  return {
    places,
    tops,
    continued: tablesContinued(),
    turned: tablesTurned(),
    hasCover,
    interleaf: leaf === undefined ? null : pageOf(leaf),
    pages: Math.ceil((document.body.scrollWidth - 1) / width) + covers
  }

  // A table on its side has pages of another width.
  function tablesContinued(): [number, Caption][] {
    return [...document.querySelectorAll<HTMLTableElement>('.table:not(.octavo-turned) > table')].flatMap((table) => {
      const rows = Array.from(table.tBodies).flatMap((body) => Array.from(body.rows))
      const tops = new Set(rows.map((row) => pageOf(row.getBoundingClientRect())))
      return [...tops].slice(1).map((page): [number, Caption] => [page, captionOf(table)])
    })
  }

  function tablesTurned(): Laid['turned'] {
    return [...document.querySelectorAll<HTMLElement>('.octavo-turned-last')].map((box) => {
      let first: Element = box
      while (!first.matches('.octavo-turned-first') && first.previousElementSibling) first = first.previousElementSibling
      const last = [...box.getClientRects()].at(-1) ?? box.getBoundingClientRect()
      const from = pageOf(first.getClientRects()[0] ?? last)
      return {from, to: pageOf(last), caption: captionOf(box.querySelector('table'))}
    })
  }

  function captionOf(table: HTMLTableElement | null): Caption {
    const textOf = (name: string) => table?.caption?.querySelector(name)?.textContent ?? ''
    return {label: textOf('.label'), title: textOf('.title')}
  }

  function pageOf(box: DOMRect): number {
    return Math.floor((box.left - left) / width + 0.01) + 1 + covers
  }
}

/**
 * Where each value came to stand, in the order of the text: its page, and how far it is from the left and the top of the page's
 * content, in CSS pixels. A row gives a place for each cell, a chart one for all that it shows. Nothing for what is not shown.
 */
export function locate({width}: {width: number}): readonly (readonly [page: number, x: number, y: number] | null)[] {
  const {left, top} = document.body.getBoundingClientRect()
  const covers = document.querySelector('.cover') === null ? 0 : 1
  const marked = [...document.querySelectorAll('[data-origin], .chart')]
  // Where notes were taken to their pages, values know their order in the text.
  return marked
    .map((element) => ({element, slot: Number(element.getAttribute('data-slot'))}))
    .sort((one, other) => one.slot - other.slot)
    .map(({element}) => element)
    .filter((element) => !element.parentElement?.closest('tr[data-origin]'))
    .flatMap(boxesOf)
    .map(placeOf)

  function boxesOf(element: Element): readonly (DOMRect | undefined)[] {
    const boxes = element.matches('tr') ? [...element.children] : [element]
    return boxes.map((box) => box.getClientRects()[0])
  }

  function placeOf(box: DOMRect | undefined): readonly [number, number, number] | null {
    if (box === undefined) return null
    // By its middle: a value may be the last figure of its line.
    const column = Math.floor((box.left + box.width / 2 - left) / width)
    return [column + 1 + covers, Math.round(box.left - left - column * width), Math.round(box.top - top)]
  }
}

/** Show page numbers, and put on the style sheet of running heads and page labels. */
export function fill({labels, css}: {labels: readonly (readonly [id: string, label: string])[]; css: string}): void {
  const shown = new Map(labels)
  for (const slot of document.querySelectorAll('.page-number'))
    slot.textContent = shown.get(slot.getAttribute('data-page-of') ?? '') ?? ''
  const furniture = document.head.querySelectorAll('style.octavo')[2]
  if (furniture) furniture.textContent = css
}
