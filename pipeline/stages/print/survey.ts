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
    const block = {...blockOf(element), notes: notesIn(element)}
    if (element.matches('p')) return [withLines(block, element)]
    if (element.matches('.table')) return [withRows(block, element)]
    return element.matches('figure') ? [withChart(floating(block, element), element)] : [block]
  }

  // The line that each note belongs to, counted from 0.
  function notesIn(element: Element): NonNullable<Block['notes']> {
    const {top} = element.getBoundingClientRect()
    return Array.from(element.querySelectorAll<HTMLElement>('.foot-note[data-mark]'), ({dataset}) => {
      const mark = document.getElementById(dataset['mark'] ?? '')?.getBoundingClientRect()
      const line = pixels(getComputedStyle(element).lineHeight)
      return {
        line: Math.floor(((mark?.bottom ?? top) - top) / line),
        height: Number(dataset['height']),
        ruled: Number(dataset['ruled'])
      }
    })
  }

  function floating(block: Block, element: Element): Block {
    const isHeld = element.matches('.here') || /[:：]\s*$/.test(element.previousElementSibling?.textContent ?? '')
    const isTable = element.matches('.table')
    return element.id === '' ? block : {...block, float: element.id, isTable, held: isHeld}
  }

  function blockOf(element: Element): Block {
    const {marginTop, marginBottom, breakBefore, breakAfter} = getComputedStyle(element)
    const {height} = element.getBoundingClientRect()
    const opens = breakBefore === 'column' || closes(element.previousElementSibling)
    const margins = {before: pixels(marginTop), after: pixels(marginBottom)}
    const isHeading = /^H[1-4]$/.test(element.tagName)
    const withNext = isHeading || breakAfter === 'avoid'
    return {height, ...margins, opens, starts: isHeading ? 'section' : undefined, withNext, sibling: 0}
  }

  function closes(element: Element | null): boolean {
    return element !== null && getComputedStyle(element).breakAfter === 'column'
  }

  // No list begins or ends with a lone point.
  function listOf(list: Element): Block[] {
    const {marginBottom, marginTop} = getComputedStyle(list)
    const points = Array.from(list.children, (point) => withLines({...blockOf(point), notes: notesIn(point)}, point))
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

  // Short tables are not broken, and may give way. Of a long one the rows are measured that the style keeps on one page.
  function withRows(block: Block, element: Element): Block {
    const bodies = Array.from(element.querySelectorAll('tbody'), (body) => body.getBoundingClientRect())
    const [first, last] = [bodies[0], bodies.at(-1)]
    if (!first || !last) return block
    if (getComputedStyle(element).breakInside === 'avoid') return floating(block, element)
    const heights: number[] = []
    let isHeld = false
    for (const row of element.querySelectorAll<HTMLElement>('tbody > tr')) {
      const {breakBefore, breakAfter} = getComputedStyle(row)
      const height = row.getBoundingClientRect().height + (isHeld || breakBefore === 'avoid' ? (heights.pop() ?? 0) : 0)
      heights.push(height)
      isHeld = breakAfter === 'avoid'
    }
    const outer = element.getBoundingClientRect()
    const repeated = element.querySelector('thead')?.getBoundingClientRect().height ?? 0
    const least = pixels(getComputedStyle(element, '::before').height)
    return {...block, rows: {heights, head: first.top - outer.top, repeated, remarks: outer.bottom - last.bottom, least}}
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
  /** CSS pixels that the chart of a figure is to be higher. */
  readonly charts: readonly (readonly [id: string, more: number])[]
  /** How many elements a float is to pass, the last float first. */
  readonly moves: readonly (readonly [id: string, passed: number])[]
}

/** What was changed, to be put back. */
interface Kept {
  readonly drawings: readonly (readonly [drawing: Element, style: string | null])[]
  readonly homes: readonly (readonly [element: Element, before: ChildNode])[]
}

/** Make the charts higher and let the floats pass, until `putBack`. */
export function change({charts, moves}: Trial): void {
  const drawings = charts.map(([id, more]) => drawHigher(found(`#${CSS.escape(id)} > .chart > svg`), more))
  const homes = moves.map(([id, passed]) => move(found(`#${CSS.escape(id)}`), passed))
  Object.assign(document, {octavoKept: {drawings, homes} satisfies Kept})

  function drawHigher(drawing: Element, more: number): readonly [Element, string | null] {
    const style = drawing.getAttribute('style')
    const {width, height} = drawing.getBoundingClientRect()
    drawing.setAttribute('style', `width: ${width}px; height: ${height + more}px; max-height: none`)
    return [drawing, style]
  }

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
}

/** Put all back that `change` changed. */
export function putBack(): void {
  const {drawings, homes} = (document as unknown as {readonly octavoKept: Kept}).octavoKept
  for (const [element, before] of homes.toReversed()) before.parentNode?.insertBefore(element, before)
  for (const [drawing, style] of drawings)
    if (style === null) drawing.removeAttribute('style')
    else drawing.setAttribute('style', style)
}
