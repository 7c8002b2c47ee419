/** `octavo validate`: what of PDF/UA-1 and PDF/A-3a published files break, as far as a machine without a validator can tell. */
import type {Message} from '../messages.ts'
import type {Finding} from '../pdf/rules/rule.ts'
import {validatePdf} from '../pdf/validate.ts'
import {UsageError, type Command} from './command.ts'
import {bytesOf, count} from './given.ts'

/** `octavo validate`. */
export const validateCommand: Command = {
  name: 'validate',
  summary: 'Tells what published PDFs break of PDF/UA-1 and PDF/A-3a.',
  usage: `octavo validate <file>... [options]

The failures that are common are found without Java, in files as Octavo writes them.
It is no full validator: veraPDF knows all of both standards.`,
  options: {},
  async run({words}, {world}) {
    if (words.length === 0) throw new UsageError('Expected the paths of PDFs', 'As in `octavo validate report.pdf`.')
    const messages: Message[] = []
    for (const path of words) {
      const findings = validatePdf(await bytesOf(path, world))
      messages.push(...findings.map((finding) => messageOf(path, finding)))
    }
    const text = messages.length > 0 ? '' : `${count(words.length, 'file')} validated, nothing broken that is known here`
    return {status: messages.length > 0 ? 1 : 0, result: {files: words.length}, text, messages}
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
