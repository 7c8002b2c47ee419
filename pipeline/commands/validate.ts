/** `octavo validate`: what of PDF/UA-1 and PDF/A-3a published files break, or of PDF/X-4 those for a press, as far as a machine without a validator can tell. */
import type {Message} from '../messages.ts'
import type {Finding} from '../pdf/rules/rule.ts'
import {mostInk, validatePdf} from '../pdf/validate.ts'
import {UsageError, type Command} from './command.ts'
import {bytesOf, count} from './given.ts'

/** `octavo validate`. */
export const validateCommand: Command = {
  name: 'validate',
  summary: 'Tells what published PDFs break of PDF/UA-1, PDF/A-3a or PDF/X-4.',
  usage: `octavo validate <file>... [options]

The failures that are common are found without Java, in files as Octavo writes them.
A file for a press is held against PDF/X-4, and told with the most ink that it puts on one place.
It is no full validator: veraPDF knows all of PDF/UA and PDF/A, programs for printers all of PDF/X.`,
  options: {},
  async run({words}, {world}) {
    if (words.length === 0) throw new UsageError('Expected the paths of PDFs', 'As in `octavo validate report.pdf`.')
    const messages: Message[] = []
    const inks: {readonly path: string; readonly percent: number; readonly page: number}[] = []
    for (const path of words) {
      const bytes = await bytesOf(path, world)
      messages.push(...validatePdf(bytes).map((finding) => messageOf(path, finding)))
      const ink = mostInk(bytes)
      if (ink !== undefined) inks.push({path, ...ink})
    }
    const told = inks.map(
      ({path, percent, page}) =>
        `${path}: ${percent} % of ink at most, on page ${page}; pictures and runs of colours are not counted`
    )
    const fine = messages.length > 0 ? [] : [`${count(words.length, 'file')} validated, nothing broken that is known here`]
    const text = [...told, ...fine].join('\n')
    return {status: messages.length > 0 ? 1 : 0, result: {files: words.length, inks}, text, messages}
  }
}

function messageOf(path: string, {rule, clause, reason, note, page, object}: Finding): Message {
  const place = page === undefined ? (object === undefined ? undefined : `object ${object}`) : `page ${page}`
  return {
    severity: 'error',
    rule,
    path,
    ...(place !== undefined && {place}),
    ...(page !== undefined && {line: page}),
    reason,
    note: note === undefined ? clause : `${clause}. ${note}`
  }
}
