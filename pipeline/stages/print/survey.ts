/**
 * What runs inside the browser before pages are filled: see `in-page.ts`. The blocks of the text are measured in one column
 * without an end; heights that were chosen by reckoning are then tried in the columns that stand for pages.
 */
import type {Block} from './flow.ts'

/** Measure every block of the text from its first chapter on, in its order. */
export function survey(): readonly Block[] {
  const blocks: Block[] = []
  document.body.style.height = '400000px'
  for (const part of document.querySelectorAll('.head, .chapter')) {
    const from = blocks.length
    const members = part.matches('.head') ? [part] : [...part.children]
    for (const member of members) blocks.push(...blocksOf(member))
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
      opens: first.opens || breakBefore === 'column'
    }
  }

  function blocksOf(element: Element): Block[] {
    if (element.matches('ul, ol')) return listOf(element)
    const block = blockOf(element)
    if (element.matches('p')) return [withLines(block, element)]
    if (element.matches('.table')) return [withRows(block, element)]
    return element.matches('figure') ? [withChart(block, element)] : [block]
  }

  function blockOf(element: Element): Block {
    const {marginTop, marginBottom, breakBefore} = getComputedStyle(element)
    const {height} = element.getBoundingClientRect()
    const opens = breakBefore === 'column' || closes(element.previousElementSibling)
    const margins = {before: pixels(marginTop), after: pixels(marginBottom)}
    return {height, ...margins, opens, withNext: /^H[1-4]$/.test(element.tagName)}
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
      before: index === 0 ? Math.max(point.before, pixels(marginTop)) : point.before,
      after: index === points.length - 1 ? Math.max(point.after, pixels(marginBottom)) : point.after
    }))
  }

  function withLines(block: Block, element: Element): Block {
    const height = pixels(getComputedStyle(element).lineHeight)
    const count = height > 0 ? Math.round(block.height / height) : 0
    return Math.abs(count * height - block.height) < 1 ? {...block, lines: {count, height}} : block
  }

  // Short tables are not broken.
  function withRows(block: Block, element: Element): Block {
    const body = element.querySelector('tbody')
    if (!body || getComputedStyle(element).breakInside === 'avoid') return block
    const heights = Array.from(body.rows, (row) => row.getBoundingClientRect().height)
    const [outer, inner] = [element.getBoundingClientRect(), body.getBoundingClientRect()]
    const repeated = element.querySelector('thead')?.getBoundingClientRect().height ?? 0
    return {...block, rows: {heights, head: inner.top - outer.top, repeated, remarks: outer.bottom - inner.bottom}}
  }

  function withChart(block: Block, element: Element): Block {
    const chart = element.querySelector<HTMLElement>('.chart[data-height]')
    const drawing = chart?.querySelector('svg')
    if (!chart || !drawing) return block
    const {figure = '', height, least, most} = chart.dataset
    const shown = drawing.getBoundingClientRect().height / Number(drawing.getAttribute('height'))
    return {...block, chart: {figure, height: Number(height) * shown, least: Number(least), most: Number(most)}}
  }

  function pixels(length: string): number {
    return Number.parseFloat(length) || 0
  }
}

/** Charts as high as they are to be, in CSS pixels more than now. */
export interface Heights {
  /** Width of a page's content. */
  readonly width: number
  readonly charts: readonly (readonly [figure: string, more: number])[]
}

/** The bottoms of pages, from that of the first chapter on, when charts are so much higher. They are pulled, and let go again. */
export function tryHeights({width, charts}: Heights): readonly number[] {
  const drawings = charts.map(([figure, more]) => [drawingOf(figure), more] as const)
  const kept = drawings.map(([drawing]) => drawing.getAttribute('style'))
  for (const [drawing, more] of drawings) drawing.style.height = `${drawing.getBoundingClientRect().height + more}px`
  const bottoms = bottomsOf()
  for (const [index, [drawing]] of drawings.entries()) drawing.setAttribute('style', kept[index] ?? '')
  return bottoms

  function drawingOf(figure: string): SVGElement {
    const drawing = document.querySelector<SVGElement>(`.chart[data-figure="${CSS.escape(figure)}"] > svg`)
    if (drawing === null) throw new Error(`No drawing of the figure ${figure}`)
    return drawing
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
