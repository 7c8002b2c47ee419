/** What runs inside the browser when a page is set: see `in-page.ts`. It looks at what begins a page and may have left a gap on the one before. */
import type {Pushed} from '../../types.ts'

/** What begins a page and is not broken, alone or under its headings. Lengths in CSS pixels; `needs` has the margin that it has behind text. */
export type Pushing = Pick<Pushed, 'what' | 'id' | 'above' | 'held' | 'isChart' | 'isBeginning'> & {
  readonly page: number
  readonly needs: number
  /** Height of a line of the text. */
  readonly line: number
}

/** What begins each page. `width` of a page's content, in CSS pixels. */
export function pushed({width}: {readonly width: number}): readonly Pushing[] {
  const {left} = document.body.getBoundingClientRect()
  const covers = document.querySelector('.cover') === null ? 0 : 1
  const text = document.querySelector('.chapter > p')
  const line = text ? pixels(getComputedStyle(text).lineHeight) : 0
  const seen = new Set<number>()
  return [...document.querySelectorAll('.chapter > *')].flatMap((element) => {
    const boxes = [...element.getClientRects()].filter((box) => box.height > 0)
    const news = boxes.filter((box) => !seen.has(pageOf(box)))
    boxes.forEach((box) => seen.add(pageOf(box)))
    // What began before has left no gap.
    return news.length === 0 || news[0] !== boxes[0] ? [] : wholeFrom(element, boxes[0]!)
  })

  // A heading stays with what is behind it, and so does text where a style sheet says so.
  function wholeFrom(element: Element, start: DOMRect): readonly Pushing[] {
    const page = pageOf(start)
    let last = element
    while (leads(last) && last.nextElementSibling) last = last.nextElementSibling
    const boxes = [...last.getClientRects()].filter((box) => box.height > 0)
    const [box] = boxes
    const together = !box || leads(last) || pageOf(box) !== page ? undefined : togetherOf(last, boxes)
    if (!box || together === undefined) return []
    const above = element.previousElementSibling
    const margin = Math.max(pixels(getComputedStyle(element).marginTop), above ? pixels(getComputedStyle(above).marginBottom) : 0)
    return [
      {
        page,
        what: kindOf(last),
        ...(last.id && {id: last.id}),
        ...(element !== last && {above: {what: isHeading(element) ? 'heading' : 'text', ...(element.id && {id: element.id})}}),
        ...heldOf(last),
        isChart: last.querySelector('.chart[data-height]') !== null,
        isBeginning: !isWhole(last),
        needs: box.top + together - start.top + margin,
        line
      }
    ]
  }

  function kindOf(element: Element): Pushed['what'] {
    if (element.matches('figure')) return 'figure'
    if (element.matches('.table')) return 'table'
    if (element.matches('pre')) return 'block of code'
    return element.matches('.callout') ? 'panel' : 'block'
  }

  // Its height, or that of its beginning where it is broken further down: a style sheet may keep room for that.
  function togetherOf(element: Element, boxes: readonly DOMRect[]): number | undefined {
    if (isWhole(element)) return boxes.length === 1 ? boxes[0]!.height : undefined
    const beginning = pixels(getComputedStyle(element, '::before').height)
    return element.matches('.table') && beginning > 0 ? beginning : undefined
  }

  // What could be scrolled is not broken either.
  function isWhole(element: Element): boolean {
    const {breakInside, overflowX} = getComputedStyle(element)
    return breakInside !== 'auto' || overflowX !== 'visible'
  }

  function heldOf(element: Element): Pick<Pushing, 'held'> {
    if (element.matches('.here')) return {held: 'place'}
    const isLedTo = element.matches('figure, .table') && /[:：]\s*$/.test(element.previousElementSibling?.textContent ?? '')
    return isLedTo ? {held: 'colon'} : {}
  }

  function leads(element: Element): boolean {
    return isHeading(element) || getComputedStyle(element).breakAfter === 'avoid'
  }

  function isHeading(element: Element): boolean {
    return /^H[1-4]$/.test(element.tagName)
  }

  function pageOf(box: DOMRect): number {
    return Math.floor((box.left - left) / width + 0.01) + 1 + covers
  }

  function pixels(length: string): number {
    return Number.parseFloat(length) || 0
  }
}
