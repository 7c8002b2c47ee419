/**
 * What runs inside the browser when footnotes are put at the foot of their pages: see `in-page.ts`. The browser knows no such
 * thing. Behind its mark a note floats at the foot of the page, held down by a float without a width: text that would run into it
 * goes to the next page by itself. A mark that would go with its note is kept away, so that each page is done once and for all.
 */

/** A note that finds no room: its number, and the heading above its mark as `chapter#id`. */
export interface LostNote {
  readonly number: string
  readonly anchor: string
}

/** Put every note where it belongs. `width` and `height` of a page's content, in CSS pixels. Tells of one that finds no room. */
export function foot({width, height}: {readonly width: number; readonly height: number}): LostNote | null {
  for (const blank of document.querySelectorAll('.foot-blank')) blank.remove()
  for (const opened of document.querySelectorAll('.octavo-opens')) opened.classList.remove('octavo-opens')
  const found = [...document.querySelectorAll<HTMLElement>('.foot-note[data-mark]')]
  for (const note of found) hide(note)
  if (found.length === 0) return null
  const {left, top} = document.body.getBoundingClientRect()
  // Half a pixel is for the browser's rounding.
  const ground = height - 0.5
  const ruled = Number(found[0]!.dataset['ruled'])
  const notes = found.map(noteOf)
  const headings = [...document.querySelectorAll('.chapter > :is(h1, h2, h3, h4)')]
  const feet = new Map<number, Foot>()
  const keptAway = new Map<Note, number>()
  let current = -1
  let done = -1
  let lost = notes.find(({high, line}) => high > ground - ruled - 2 * line)
  for (let round = 0; lost === undefined; round++) {
    const open = step()
    if (open === undefined) return null
    if (round > 40 + 4 * notes.length) lost = open
  }
  return {number: lost.mark.textContent, anchor: anchorOf(lost.mark)}

  interface Note {
    readonly note: HTMLElement
    readonly room: HTMLElement
    readonly mark: HTMLElement
    readonly high: number
    /** From the top of its line down to the mark, and the height of the line. */
    readonly drop: number
    readonly line: number
  }

  interface Place {
    readonly page: number
    /** Top of the line of the mark. */
    readonly y: number
    /** Bottom of the note; nothing where it is on another page. */
    readonly bottom: number | undefined
  }

  /** What is at the foot of a page: notes of a height in all, the lowest place for text, and what the browser's rounding needs. */
  interface Foot {
    readonly kept: readonly Note[]
    readonly area: number
    readonly limit: number
    readonly mend: number
    readonly away?: Note | undefined
  }

  // One more page, at least, is done; those behind it are tried. Tells a note that is not in its place yet.
  function step(): Note | undefined {
    const places = new Map(notes.map((note) => [note, placeOf(note)]))
    const marks = Map.groupBy(notes, (note) => places.get(note)!.page)
    const open = [...new Set([...marks.keys(), ...feet.keys()])].filter((page) => page > done).sort((one, other) => one - other)
    const right = open.findIndex((page) => !isSet(page, marks.get(page) ?? [], places) || strandedOn(page) !== undefined)
    if (right === -1) return undefined
    done = open[right - 1] ?? done
    const page = open[right]!
    const stranded = strandedOn(page)
    const before = page === current ? feet.get(page) : undefined
    current = page
    const first = marks.get(page)?.[0] ?? before?.kept[0] ?? notes[0]!
    if (stranded && isSet(page, marks.get(page) ?? [], places)) openAt(stranded)
    else {
      const planned = open
        .slice(right)
        .map((each) => [each, plan(marks.get(each) ?? [], each === page ? before : undefined, places)] as const)
      for (const [each, foot] of planned) put(each, foot, places)
      const {kept, away, limit} = feet.get(page)!
      if (kept.length === 0 && away) keepAway(away, limit, {...places.get(away)!, page})
    }
    return first
  }

  function isSet(page: number, marks: readonly Note[], places: ReadonlyMap<Note, Place>): boolean {
    const {kept = []} = feet.get(page) ?? {}
    const last = kept.at(-1)
    if (kept.length !== marks.length || kept.some((note, at) => note !== marks[at])) return false
    return last === undefined || Math.abs((places.get(last)!.bottom ?? 0) - ground) < 0.75
  }

  // Text of a page that is gone through once more never comes lower than it did.
  function plan(marks: readonly Note[], before: Foot | undefined, places: ReadonlyMap<Note, Place>): Foot {
    const cap = before?.limit ?? ground
    const kept: Note[] = []
    let area = ruled
    const away = marks.find((note) => {
      const {y, bottom} = places.get(note)!
      const end = y + note.line
      // It was put there, and did not stay: its line is higher than others.
      const fell = before?.kept.includes(note) && bottom === undefined
      const isIn = !fell && end <= cap + 0.01 && end + area + note.high <= ground + 0.01
      if (isIn) area += note.high
      if (isIn) kept.push(note)
      return !isIn
    })
    const limit = Math.min(cap, kept.length > 0 ? ground - area : ground, away ? places.get(away)!.y : ground)
    const isSame = before !== undefined && before.limit === limit && before.kept.length === kept.length
    const mend = isSame && kept.length > 0 ? before.mend + ground - (places.get(kept.at(-1)!)!.bottom ?? ground) : 0
    return {kept, area, limit, mend, away: away ?? before?.kept.find((note) => !kept.includes(note))}
  }

  function put(page: number, planned: Foot, places: ReadonlyMap<Note, Place>): void {
    const {kept, limit, area, mend} = planned
    feet.set(page, planned)
    for (const note of notes) if (places.get(note)!.page === page && !kept.includes(note)) hide(note.note)
    for (const [at, note] of kept.entries()) {
      const isFirst = at === 0
      note.room.style.height = isFirst ? `${Math.max(0, limit - places.get(note)!.y + mend)}px` : '0'
      note.note.style.marginTop = isFirst ? `${ground - limit - area}px` : '0'
      note.note.classList.toggle('foot-first', isFirst)
      note.note.classList.add('foot-placed')
    }
  }

  // No note is left on the page, and the mark would come back to it: its paragraph begins the next page, or breaks before its line.
  function keepAway(note: Note, limit: number, {page, y}: {readonly page: number; readonly y: number}): void {
    const block = note.mark.closest<HTMLElement>('p, li, h1, h2, h3, h4, dd, dt') ?? note.mark
    const start = firstBox(block)
    if (keptAway.get(note) === page || pageOf(start) < page) lost = note
    keptAway.set(note, page)
    const above = Math.round((Math.min(y, limit) - (start.top - top)) / note.line)
    if (pageOf(start) > page || above < 2) return openAt(block)
    const room = Object.assign(document.createElement('span'), {className: 'foot-room foot-blank'})
    const blank = Object.assign(document.createElement('span'), {className: 'foot-blank foot-placed'})
    const high = above * note.line
    room.style.height = `${high}px`
    blank.style.cssText = `${note.note.style.cssText}; margin-top: 0; height: ${ground - (start.top - top) - high}px`
    block.prepend(room, blank)
  }

  function anchorOf(mark: Element): string {
    const above = headings.findLast((each) => each.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING)
    return [above?.closest('.chapter')?.id.replace(/^ch-/, ''), above?.id].filter(Boolean).join('#')
  }

  // With the headings above it, and with its list where it is the first point.
  function openAt(element: Element): void {
    let first = element
    // What kept a line of it away is of no use on another page.
    for (const part of [element, element.nextElementSibling])
      for (const blank of part?.querySelectorAll('.foot-blank') ?? []) blank.remove()
    while (first.parentElement && !first.parentElement.matches('.chapter') && first.previousElementSibling === null)
      first = first.parentElement
    while (first.previousElementSibling?.matches('h1, h2, h3, h4')) first = first.previousElementSibling
    first.classList.add('octavo-opens')
  }

  // A float pushes the lines of a paragraph, and leaves its heading behind.
  function strandedOn(page: number): Element | undefined {
    return headings.find((heading) => {
      const next = heading.nextElementSibling
      return next && pageOf(firstBox(heading)) === page && pageOf(firstBox(next)) > page
    })
  }

  // An empty first part of what is broken says nothing; its first line does.
  function firstBox(element: Element): DOMRect {
    const range = document.createRange()
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    let text = texts.nextNode()
    while (text && !/\S/.test(text.textContent ?? '')) text = texts.nextNode()
    range.selectNodeContents(text ?? element)
    return [...range.getClientRects()].find((box) => box.width > 0 && box.height > 0) ?? element.getBoundingClientRect()
  }

  function hide(note: HTMLElement): void {
    note.classList.remove('foot-placed', 'foot-first')
    note.style.marginTop = '0'
    ;(note.previousElementSibling as HTMLElement).style.height = '0'
  }

  // As wide as the page, whatever it stands in: a float to the right may reach out to the left, where no word then finds a gap.
  function noteOf(note: HTMLElement): Note {
    const room = note.previousElementSibling as HTMLElement
    const mark = document.getElementById(note.dataset['mark'] ?? '')!
    let block = mark.parentElement!
    while (getComputedStyle(block).display === 'inline') block = block.parentElement!
    const {lineHeight, paddingRight, borderRightWidth} = getComputedStyle(block)
    const [box, pixels] = [block.getClientRects()[0]!, Number.parseFloat]
    const column = left + pageOf(box) * width
    const behind = column + width - (box.right - pixels(borderRightWidth) - pixels(paddingRight))
    Object.assign(note.style, {width: `${width}px`, marginRight: `${-behind}px`})
    const drop = mark.getBoundingClientRect().top - room.getBoundingClientRect().top
    return {note, room, mark, drop, line: pixels(lineHeight), high: Number(note.dataset['height'])}
  }

  function placeOf({note, mark, drop}: Note): Place {
    const [box, own] = [mark.getBoundingClientRect(), note.getBoundingClientRect()]
    return {page: pageOf(box), y: box.top - top - drop, bottom: pageOf(own) === pageOf(box) ? own.bottom - top : undefined}
  }

  // By its middle: a mark may stand at the very end of its line.
  function pageOf(box: DOMRect): number {
    return Math.floor((box.left + box.width / 2 - left) / width)
  }
}
