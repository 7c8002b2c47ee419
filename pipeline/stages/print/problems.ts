/** What does not fit, or cannot be shown -> messages, each with the element that the author looks for. */
import {idAt} from '../../checks/check.ts'
import type {Message} from '../../messages.ts'
import type {Misfit} from './fit.ts'
import type {LostNote} from './foot.ts'

/** Errors: a page that is cut, or cannot be read, must not be printed. */
export function problemsOf(misfits: readonly Misfit[], broken: readonly string[]): readonly Message[] {
  return [
    ...misfits.map(problemOf),
    ...broken.map((id) =>
      error(id, {
        rule: 'image-loads',
        reason: `Unexpected image that cannot be shown${near(id)}, expected one that a browser can open`,
        note: 'Put the file under `images/`, open it in a browser, and save it again as PNG, JPEG or SVG.'
      })
    )
  ]
}

/** A note that finds no room on the page of its mark. */
export function noteProblem({number, anchor}: LostNote): Message {
  return error(anchor, {
    rule: 'note-finds-room',
    reason: `Unexpected note ${number} that finds no room at the foot of the page of its mark`,
    note: 'Make the note shorter, or let the layout set all notes at the end: `notes: end`.'
  })
}

function problemOf({kind, id, what, by}: Misfit): Message {
  switch (kind) {
    case 'wide':
      return error(id, {
        rule: 'content-fits-page',
        reason: `Unexpected content ${Math.ceil(by)} px wider than its place${near(id)}, expected all of it within the margins: ${what}`,
        note: 'Give the table fewer columns or shorter words, or break the words yourself.'
      })
    case 'small':
      return error(id, {
        rule: 'letters-can-be-read',
        reason: `Unexpected letters of ${(by * 0.75).toFixed(1)} pt${near(id)}, expected 6.5 pt at least`,
        note: 'Show less in one chart, or give it a smaller width of its own.'
      })
    case 'cover':
      return error(id, {
        rule: 'content-fits-page',
        reason: 'Unexpected title and subtitle that are longer than the cover, expected all of them on one page',
        note: 'Make the title or the subtitle in `report.yaml` shorter.'
      })
  }
}

function error(id: string, words: Pick<Message, 'rule' | 'reason' | 'note'>): Message {
  return {severity: 'error', ...words, ...(id && {anchor: id})}
}

function near(id: string): string {
  return id ? ` at ${idAt(id)}` : ''
}
