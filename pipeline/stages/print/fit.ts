/**
 * Makes what is too wide or too tall fit its page, and finds what does not. It runs inside the browser before the print: it is
 * sent there as text and may use nothing of this file but its argument.
 *
 * A table that is too wide lets its long words break, then gets smaller letters, then a page on its side; a picture or a chart
 * gets as tall as its page leaves room for below its headings. Nothing is set smaller than can be read, and nothing is cut.
 */

/** Sizes in CSS pixels. `turned` is the width of a page on its side. */
export interface Room {
  readonly width: number
  readonly height: number
  readonly turned: number
  /** No letter may be smaller. */
  readonly smallest: number
}

/** What cannot be made to fit, with the id of the figure, table or heading that it is in or below, as `chapter#id`. */
export interface Misfit {
  readonly kind: 'wide' | 'small' | 'cover'
  readonly id: string
  /** Its tag and its first words. */
  readonly what: string
  /** Pixels too many, or the size of the letters in points. */
  readonly by: number
}

/** Fit everything, and tell what does not. */
export function fit({width, height, turned, smallest}: Room): readonly Misfit[] {
  const headings = [...document.querySelectorAll('h1[id], h2[id], h3[id], h4[id]')]
  const misfits: Misfit[] = []
  document.documentElement.toggleAttribute('data-turned', false)
  for (const figure of document.querySelectorAll('.image, .figure')) fitHeight(figure)
  for (const table of document.querySelectorAll('table')) if (isTooWide(table)) fitTable(table)
  for (const box of document.querySelectorAll('p, li, h1, h2, h3, h4, th, td, pre, dt, dd, figcaption, caption, img, svg'))
    fitWords(box)
  for (const drawing of document.querySelectorAll('.chart > svg')) checkLetters(drawing)
  fitCover()
  keepThree()
  return misfits

  // The browser keeps no lone line behind a page break where it would have to leave one before it: of three lines it breaks off
  // the last. They stay together. All are looked at before one is changed: each look at a page that was changed sets it anew.
  function keepThree(): void {
    const texts = [...document.querySelectorAll<HTMLElement>('.chapter p, .chapter li')]
    for (const text of texts.filter(hasThree)) text.style.breakInside = 'avoid'
  }

  function hasThree(text: HTMLElement): boolean {
    if (text.querySelector('p, ul, ol, pre, table, blockquote')) return false
    const line = Number.parseFloat(getComputedStyle(text).lineHeight)
    // A part that ends at a break reaches down to the end of its page: what is less than a line there is none.
    const lines = Array.from(text.getClientRects(), (part) => Math.floor((part.height + 0.05) / line))
    return lines.reduce((sum, each) => sum + each, 0) === 3
  }

  // Its headings go with it: all of them stand on one page.
  function fitHeight(figure: Element): void {
    const drawing = figure.querySelector<HTMLElement | SVGElement>('img, .chart > svg')
    if (drawing === null) return
    const drawn = drawing.getBoundingClientRect().height
    if (drawn < height / 3) return
    const above = headsBefore(figure).reduce((sum, heading) => sum + tall(heading), 0)
    const room = height - above - (tall(figure) - drawn) - 4
    if (drawn > room && room > height / 4) drawing.style.maxHeight = `${room}px`
  }

  function tall(box: Element): number {
    const {marginTop, marginBottom} = getComputedStyle(box)
    return box.getBoundingClientRect().height + Number.parseFloat(marginTop) + Number.parseFloat(marginBottom)
  }

  function headsBefore(box: Element): HTMLElement[] {
    const heads: HTMLElement[] = []
    for (
      let before = box.previousElementSibling;
      before && /^H[1-4]$/.test(before.tagName);
      before = before.previousElementSibling
    )
      heads.unshift(before as HTMLElement)
    return heads
  }

  function isTooWide(table: HTMLElement): boolean {
    return overWidth(table) > 1
  }

  // A table on several pages has a box on each; its width as a whole would be that of all of them.
  function overWidth(table: HTMLElement): number {
    const widths = Array.from(table.getClientRects(), (box) => box.width)
    return Math.max(0, ...widths) - (table.parentElement?.clientWidth ?? 0)
  }

  function fitTable(table: HTMLTableElement): void {
    breakLongWords(table)
    if (!isTooWide(table) || getsSmaller(table)) return
    if (turned > width && turn(table) && (!isTooWide(table) || getsSmaller(table))) return
    for (const cell of table.querySelectorAll('th')) cell.style.overflowWrap = 'anywhere'
    if (isTooWide(table)) tell('wide', table, overWidth(table))
  }

  // A word of 25 letters is an address or a name of a machine: it breaks before its column gets too wide for the others.
  function breakLongWords(table: HTMLTableElement): void {
    for (const cell of table.querySelectorAll<HTMLElement>('th, td'))
      if (/[^\s\u2e80-\u9fff\uff00-\uffef]{25}/.test(cell.textContent)) {
        cell.style.overflowWrap = 'anywhere'
        cell.style.whiteSpace = 'normal'
      }
  }

  function getsSmaller(table: HTMLTableElement): boolean {
    const {fontSize, lineHeight} = getComputedStyle(table)
    const [letters, line] = [Number.parseFloat(fontSize), Number.parseFloat(lineHeight)]
    for (const size of [0.95, 0.9, 0.85, 0.8]
      .map((share) => letters * share)
      .filter((each) => each > smallest)
      .concat(smallest)) {
      table.style.fontSize = `${size}px`
      table.style.lineHeight = `${(line * size) / letters}px`
      if (!isTooWide(table)) return true
    }
    return false
  }

  function turn(table: HTMLTableElement): boolean {
    const box = table.closest<HTMLElement>('.table') ?? table
    if (box.closest('li, blockquote, .callout, td') !== null) return false
    const group = [...headsBefore(box), box]
    for (const each of group) each.classList.add('octavo-turned')
    group[0]!.classList.add('octavo-turned-first')
    box.classList.add('octavo-turned-last')
    document.documentElement.toggleAttribute('data-turned', true)
    table.style.removeProperty('font-size')
    table.style.removeProperty('line-height')
    return true
  }

  function fitWords(box: Element): void {
    if (excess(box) <= 2) return
    if (box instanceof HTMLElement) {
      for (const each of [box, ...box.querySelectorAll<HTMLElement>('*')]) {
        each.style.overflowWrap = 'anywhere'
        each.style.whiteSpace = each.closest('pre') ? 'pre-wrap' : 'normal'
      }
    }
    const by = excess(box)
    if (by > 2) tell('wide', box, by)
  }

  // A drawing or a picture is measured against what it stands in.
  function excess(box: Element): number {
    if (box instanceof HTMLElement && !(box instanceof HTMLImageElement))
      return box.clientWidth > 0 ? box.scrollWidth - box.clientWidth : 0
    const around = box.parentElement?.closest<HTMLElement>('.chart, .image, p, li, td, th')
    return around && around.clientWidth > 0 ? box.getBoundingClientRect().width - around.clientWidth : 0
  }

  // Charts name their sizes in the units of their own box.
  function checkLetters(drawing: Element): void {
    const box = drawing as SVGSVGElement
    const own = box.viewBox.baseVal
    if (!own || own.width === 0) return
    const {width: wide, height: high} = box.getBoundingClientRect()
    const scale = Math.min(wide / own.width, high / own.height)
    const sizes = Array.from(box.querySelectorAll('text[font-size]'), (text) =>
      Number.parseFloat(text.getAttribute('font-size') ?? '')
    )
    const least = Math.min(...sizes.filter((size) => size > 0)) * scale
    if (least < smallest - 0.2) tell('small', box, least)
  }

  // The cover has one page and no more: its words get smaller until all stand on it. It is not shown while pages are
  // measured; a copy outside the body leaves the pages as they are.
  function fitCover(): void {
    const cover = document.querySelector<HTMLElement>('.cover')
    if (cover === null) return
    const copy = cover.cloneNode(true) as HTMLElement
    copy.style.setProperty('display', 'flex', 'important')
    copy.style.setProperty('position', 'absolute')
    document.documentElement.append(copy)
    const over = () => Math.max(copy.scrollHeight - copy.clientHeight, copy.scrollWidth - copy.clientWidth)
    for (const share of ['.8', '.6', '.45']) {
      if (over() <= 1) break
      for (const each of [cover, copy]) each.style.setProperty('--cover-share', share)
    }
    const by = over()
    copy.remove()
    if (by > 1) tell('cover', cover, by)
  }

  // In its chapter: another one, for other readers, may have the same id.
  function anchorOf(element: Element | undefined): string {
    const chapter = element?.closest('.chapter')?.id.replace(/^ch-/, '')
    return element?.id ? [chapter, element.id].filter(Boolean).join('#') : ''
  }

  function tell(kind: Misfit['kind'], box: Element, by: number): void {
    const own = box.closest('figure[id], .table[id], .callout[id], h1[id], h2[id], h3[id], h4[id]')
    const above = headings.findLast((heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING)
    const words = (box.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)
    misfits.push({
      kind,
      id: anchorOf(own ?? above),
      what: words ? `${box.tagName.toLowerCase()} “${words}”` : box.tagName.toLowerCase(),
      by
    })
  }
}
