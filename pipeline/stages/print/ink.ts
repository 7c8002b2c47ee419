/** What runs inside the browser when it is asked how far down its pages are filled: see `in-page.ts`. */

/** The bottoms of pages, in the order of the pages, which count from 0 in the columns; notes at the foot stand below the text in it. */
export function inkBottoms({width}: {readonly width: number}): readonly (readonly [page: number, bottom: number])[] {
  const {left, top} = document.body.getBoundingClientRect()
  const bottoms = new Map<number, number>()
  const leaves =
    ':is(p, h1, h2, h3, h4, aside, blockquote, pre, dl), .chapter :is(li, tr, figcaption, svg, img, .note, .source, .foot-boxed)'
  const hasNotes = document.querySelector('.foot-placed') !== null
  for (const leaf of document.querySelectorAll(`.head, .chapter > ${leaves}`))
    for (const box of leaf.closest('.foot-note.foot-placed') ? [] : boxesOf(leaf))
      if (box.height > 0) raise(pageOf(box), box.bottom - top)
  for (const note of document.querySelectorAll<HTMLElement>('.foot-note.foot-placed')) {
    const box = note.getBoundingClientRect()
    const page = pageOf(box)
    bottoms.set(page, (bottoms.get(page) ?? 0) + box.height)
  }
  return [...bottoms].sort(([one], [other]) => one - other)

  function raise(page: number, bottom: number): void {
    bottoms.set(page, Math.max(bottoms.get(page) ?? 0, bottom))
  }

  // The box of what is broken reaches to the end of its page; where a note stands below it, its lines tell where the ink ends.
  function boxesOf(leaf: Element): readonly DOMRect[] {
    const boxes = [...leaf.getClientRects()]
    if (!hasNotes || boxes.length < 2 || !leaf.matches('p, li')) return boxes
    const range = document.createRange()
    const texts = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT)
    const lines: DOMRect[] = []
    while (texts.nextNode()) {
      if (texts.currentNode.parentElement?.closest('.foot-note')) continue
      range.selectNodeContents(texts.currentNode)
      lines.push(...range.getClientRects())
    }
    return lines
  }

  function pageOf(box: DOMRect): number {
    return Math.floor((box.left - left) / width + 0.01)
  }
}
