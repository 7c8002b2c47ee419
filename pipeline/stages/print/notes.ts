/**
 * What runs inside the browser when footnotes go to where they belong: see `in-page.ts`. Behind its mark stands a note, not shown
 * until its page is known; in a figure, a table or what else holds its lines together, below all the rest.
 */

/** Take the notes out of their list. `width` of a page's content, in CSS pixels. Each then knows its mark and its height. */
export function attachNotes({width}: {readonly width: number}): void {
  const list = document.querySelector('.footnotes')
  if (list === null) return
  numberValues()
  for (const item of list.querySelectorAll(':scope > ol > li')) attach(item)
  list.remove()
  measureAll([...document.querySelectorAll<HTMLElement>('.foot-note[data-mark]')])

  // Values are known by their order in the text, in which the notes come last.
  function numberValues(): void {
    const values = document.querySelectorAll('[data-origin], .chart')
    for (const [at, value] of values.entries()) value.setAttribute('data-slot', String(at))
  }

  function attach(item: Element): void {
    const mark = document.getElementById(item.id.replace(/^fn-/, 'fnref-'))?.closest('.footnote')
    if (!mark) return
    const outer = mark.closest('.foot-note')
    const note = noteOf(item, mark)
    const box = outer ? null : boxAround(mark)
    if (box !== null || outer?.matches('.foot-boxed')) {
      note.classList.add('foot-boxed')
      if (box?.matches('.table, figure, .callout')) box.append(note)
      else (box ?? outer)!.after(note)
      return
    }
    note.dataset['mark'] = outer?.getAttribute('data-mark') ?? mark.firstElementChild?.id ?? ''
    const room = Object.assign(document.createElement('span'), {className: 'foot-room'})
    ;(outer ?? mark).after(room, note)
  }

  function noteOf(item: Element, mark: Element): HTMLElement {
    const note = document.createElement('span')
    note.className = 'foot-note'
    note.id = item.id
    item.removeAttribute('id')
    item.querySelector(':scope > .back')?.remove()
    const label = document.createElement('a')
    label.className = 'foot-label'
    label.href = `#${mark.firstElementChild?.id ?? ''}`
    label.textContent = mark.textContent
    note.append(label, ...item.childNodes)
    return note
  }

  // What flows around nothing keeps a note within it.
  function boxAround(mark: Element): Element | null {
    const own = mark.closest('.table, figure, .callout')
    if (own) return own
    let found: Element | null = null
    for (let part = mark.parentElement; part && !part.matches('.chapter, body'); part = part.parentElement)
      if (!flows(getComputedStyle(part))) found = part
    return found
  }

  function flows({display, float, overflowX, position, contain}: CSSStyleDeclaration): boolean {
    const isPlain = ['block', 'inline', 'list-item'].includes(display) && float === 'none' && overflowX === 'visible'
    return isPlain && contain === 'none' && ['static', 'relative'].includes(position)
  }

  // All at once: each look at one that was changed alone would set the whole text anew. The first one of a page has a rule above it.
  function measureAll(notes: readonly HTMLElement[]): void {
    for (const note of notes) note.setAttribute('style', `display: block; position: absolute; width: ${width}px`)
    const heights = notes.map((note) => note.getBoundingClientRect().height)
    notes[0]?.classList.add('foot-first')
    const ruled = (notes[0]?.getBoundingClientRect().height ?? 0) - (heights[0] ?? 0)
    notes[0]?.classList.remove('foot-first')
    for (const [at, note] of notes.entries()) {
      note.removeAttribute('style')
      Object.assign(note.dataset, {height: heights[at], ruled})
    }
  }
}
