/** What edits of texts have in common: ways to change one that find something to change again and again. */
import {edited, textOf, withText, without, type Files, type Kind, type Pick} from './files.ts'

export type Change = (text: string, pick: Pick) => string

/** A kind that changes one text. */
export function inFile(name: string, path: string, change: Change): Kind {
  return {name, change: (files, pick) => edited(files, path, (text) => change(text, pick))}
}

/** A kind that writes a file where there is none, and removes it where it is as written. */
export function comesAndGoes(name: string, path: string, text: string): Kind {
  return {name, change: (files) => (files.has(path) ? without(files, path) : withText(files, path, text))}
}

/** A kind that removes a file of the report, and brings it back. */
export function goesAndComes(name: string, path: string, original: Files): Kind {
  return comesAndGoes(name, path, textOf(original, path))
}

/** One text for another, or back where it is there already. */
export function toggle(one: string, other: string): Change {
  return (text) => (text.includes(one) ? text.replace(one, () => other) : text.replace(other, () => one))
}

/** Two passages change places. */
export function swap(one: string, other: string): Change {
  return (text) => {
    const [a, b] = [text.indexOf(one), text.indexOf(other)]
    if (a === -1 || b === -1) return text
    const [first, second] = a < b ? [one, other] : [other, one]
    const [start, end] = [Math.min(a, b), Math.max(a, b)]
    return text.slice(0, start) + second + text.slice(start + first.length, end) + first + text.slice(end + second.length)
  }
}

/** One of the matches, from the given one on, gets another text. */
export function replaceOne(pattern: RegExp, by: (pick: Pick) => string, from = 0): Change {
  return (text, pick) => {
    const places = [...text.matchAll(pattern)].slice(from)
    const place = places[pick(places.length)]
    return place === undefined ? text : text.slice(0, place.index) + by(pick) + text.slice(place.index + place[0].length)
  }
}

/** The lines of a pattern in another order. */
export function shuffle(pattern: RegExp): Change {
  return (text, pick) => {
    const lines = text.split('\n')
    const places = lines.flatMap((line, at) => (pattern.test(line) ? [at] : []))
    const mixed = places.map((at) => lines[at]!)
    for (let at = mixed.length - 1; at > 0; at--) {
      const other = pick(at + 1)
      ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
    }
    places.forEach((place, at) => (lines[place] = mixed[at]!))
    return lines.join('\n')
  }
}

/** The columns of a plain CSV change places. */
export function swapColumns(one: number, other: number): Change {
  return (text) =>
    text
      .split('\n')
      .map((line) => {
        const cells = line.split(',')
        if (cells.length <= Math.max(one, other)) return line
        ;[cells[one], cells[other]] = [cells[other]!, cells[one]!]
        return cells.join(',')
      })
      .join('\n')
}

/** Other line ends, or a mark of byte order at the start, or back. */
export const lineEnds: Change = (text) => (text.includes('\r') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'))
export const byteOrderMark: Change = (text) => (text.startsWith('\ufeff') ? text.slice(1) : `\ufeff${text}`)

/** Another text at the end, or none where there is one. */
export function tail(text: string): Change {
  return (whole) => (whole.endsWith(text) ? whole.slice(0, -text.length) : whole + text)
}

// Park and Miller's generator: small, and the same everywhere.
export function sequence(seed: number): Pick {
  let state = (seed * 7919 + 1) % 2147483647
  const next = () => (state = (state * 48271) % 2147483647)
  next()
  return (below) => next() % below
}
