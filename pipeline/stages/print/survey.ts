/**
 * What runs inside the browser before pages are filled: see `in-page.ts`. The blocks of the text are measured in one column
 * without an end; what was chosen by reckoning is then tried in the columns that stand for pages.
 */
import type {Block} from './flow.ts'

/** Measure every block of the text from its first chapter on, in its order. */
export function survey(): readonly Block[] {
  const blocks: Block[] = []
  document.body.style.height = '400000px'
  for (const part of document.querySelectorAll('.head, .chapter')) {
    const from = blocks.length
    const members = part.matches('.head') ? [part] : [...part.children]
    members.forEach((member, sibling) => blocks.push(...blocksOf(member).map((block) => ({...block, sibling}))))
    openWith(part, from)
  }
  document.body.style.height = ''
  return blocks

  // A chapter's own margin, and its own page.
  function openWith(part: Element, from: number): void {
    const first = blocks[from]
    if (first === undefined) return
    const {marginTop, breakBefore} = getComputedStyle(part)
    blocks[from] = {
      ...first,
      before: Math.max(first.before, pixels(marginTop)),
      opens: first.opens || breakBefore === 'column',
      starts: 'chapter'
    }
  }

  function blocksOf(element: Element): Block[] {
    if (element.matches('ul, ol')) return listOf(element)
    const block = blockOf(element)
    if (element.matches('p')) return [withLines(block, element)]
    if (element.matches('.table')) return [withRows(block, element)]
    return element.matches('figure') ? [withChart(floating(block, element), element)] : [block]
  }

  function floating(block: Block, element: Element): Block {
    const isHeld = element.matches('.here') || /[:：]\s*$/.test(element.previousElementSibling?.textContent ?? '')
    const isTable = element.matches('.table')
    return element.id === '' ? block : {...block, float: element.id, isTable, held: isHeld}
  }

  function blockOf(element: Element): Block {
    const {marginTop, marginBottom, breakBefore} = getComputedStyle(element)
    const {height} = element.getBoundingClientRect()
    const opens = breakBefore === 'column' || closes(element.previousElementSibling)
    const margins = {before: pixels(marginTop), after: pixels(marginBottom)}
    const isHeading = /^H[1-4]$/.test(element.tagName)
    return {height, ...margins, opens, starts: isHeading ? 'section' : undefined, withNext: isHeading, sibling: 0}
  }

  function closes(element: Element | null): boolean {
    return element !== null && getComputedStyle(element).breakAfter === 'column'
  }

  // No list begins or ends with a lone point.
  function listOf(list: Element): Block[] {
    const {marginBottom, marginTop} = getComputedStyle(list)
    const points = Array.from(list.children, (point) => withLines(blockOf(point), point))
    return points.map((point, index) => ({
      ...point,
      withNext: points.length > 1 && (index === 0 || index === points.length - 2),
      inside: index < points.length - 1,
      before: index === 0 ? Math.max(point.before, pixels(marginTop)) : point.before,
      after: index === points.length - 1 ? Math.max(point.after, pixels(marginBottom)) : point.after
    }))
  }

  function withLines(block: Block, element: Element): Block {
    const height = pixels(getComputedStyle(element).lineHeight)
    const count = height > 0 ? Math.round(block.height / height) : 0
    return Math.abs(count * height - block.height) < 1 ? {...block, lines: {count, height}} : block
  }

  // Short tables are not broken, and may give way.
  function withRows(block: Block, element: Element): Block {
    const body = element.querySelector('tbody')
    if (!body) return block
    if (getComputedStyle(element).breakInside === 'avoid') return floating(block, element)
    const heights = Array.from(body.rows, (row) => row.getBoundingClientRect().height)
    const [outer, inner] = [element.getBoundingClientRect(), body.getBoundingClientRect()]
    const repeated = element.querySelector('thead')?.getBoundingClientRect().height ?? 0
    return {...block, rows: {heights, head: inner.top - outer.top, repeated, remarks: outer.bottom - inner.bottom}}
  }

  function withChart(block: Block, element: Element): Block {
    const chart = element.querySelector<HTMLElement>('.chart[data-height]')
    const drawing = chart?.querySelector('svg')
    if (!chart || !drawing) return block
    const {height, least, most} = chart.dataset
    const shown = drawing.getBoundingClientRect().height / Number(drawing.getAttribute('height'))
    return {...block, chart: {height: Number(height) * shown, least: Number(least), most: Number(most)}}
  }

  function pixels(length: string): number {
    return Number.parseFloat(length) || 0
  }
}

/** What is to be tried. */
export interface Trial {
  /** Width of a page's content, in CSS pixels. */
  readonly width: number
  /** CSS pixels that the chart of a figure is to be higher. */
  readonly charts: readonly (readonly [id: string, more: number])[]
  /** How many elements a float is to pass, the last float first. */
  readonly moves: readonly (readonly [id: string, passed: number])[]
}

/** The bottoms of pages, from that of the first chapter on, as they then are. All is put back. */
export function tryOut({width, charts, moves}: Trial): readonly number[] {
  const drawings = charts.map(([id, more]) => [found(`#${CSS.escape(id)} > .chart > svg`), more] as const)
  const kept = drawings.map(([drawing]) => drawing.getAttribute('style'))
  for (const [drawing, more] of drawings) {
    const {width: wide, height} = drawing.getBoundingClientRect()
    drawing.setAttribute('style', `width: ${wide}px; height: ${height + more}px; max-height: none`)
  }
  const homes = moves.map(([id, passed]) => move(found(`#${CSS.escape(id)}`), passed))
  const bottoms = bottomsOf()
  for (const [element, before] of homes.toReversed()) before.parentNode?.insertBefore(element, before)
  for (const [index, [drawing]] of drawings.entries())
    if (kept[index] == null) drawing.removeAttribute('style')
    else drawing.setAttribute('style', kept[index])
  return bottoms

  function found(selector: string): Element {
    const element = document.querySelector(selector)
    if (element === null) throw new Error(`Nothing is ${selector}`)
    return element
  }

  // What it stood before is where it goes back to.
  function move(element: Element, passed: number): readonly [element: Element, before: ChildNode] {
    const before = element.nextSibling
    let behind = element
    for (let count = 0; count < passed; count++) behind = behind.nextElementSibling ?? behind
    behind.after(element)
    if (before === null) throw new Error('A float without text behind it was moved')
    return [element, before]
  }

  // The box of what is broken reaches to the end of its page; what is in it tells where the ink ends.
  function bottomsOf(): readonly number[] {
    const {left, top} = document.body.getBoundingClientRect()
    const bottoms = new Map<number, number>()
    const leaves =
      ':is(p, h1, h2, h3, h4, aside, blockquote, pre, dl), .chapter :is(li, tr, figcaption, svg, img, .note, .source)'
    for (const leaf of document.querySelectorAll(`.head, .chapter > ${leaves}`))
      for (const box of leaf.getClientRects()) {
        if (box.height === 0) continue
        const page = Math.floor((box.left - left) / width + 0.01)
        bottoms.set(page, Math.max(bottoms.get(page) ?? 0, box.bottom - top))
      }
    const [first, last] = [Math.min(...bottoms.keys()), Math.max(...bottoms.keys())]
    return bottoms.size === 0 ? [] : Array.from({length: last - first + 1}, (_, index) => bottoms.get(first + index) ?? 0)
  }
}
