/** Rules for the file as a whole: its ends, its language, its title, and that it is tagged. */
import {bytesIn, nameIn, type PdfValue} from '../objects.ts'
import type {Examined} from './examined.ts'
import {look, lookList, lookMap} from './look.ts'
import {unless, type Fault, type Rule} from './rule.ts'

/** Rules for the document. */
export const documentRules: readonly Rule[] = [
  {
    name: 'header-names-a-version',
    clause: 'ISO 19005-3 6.1.2',
    faults: ({text}) =>
      unless(/^%PDF-1\.[0-7](?:\r\n?|\n)%[\x80-\xff]{4}/.test(text), {
        reason: `Unexpected first bytes \`${printable(text.slice(0, 12))}\`, expected \`%PDF-1.\` with a number up to 7, and a comment of four bytes above 127`
      })
  },
  {
    name: 'nothing-follows-the-end',
    clause: 'ISO 19005-3 6.1.3',
    faults: ({text}) =>
      unless(/%%EOF(?:\r\n?|\n)?$/.test(text.slice(-16)), {
        reason: 'Unexpected bytes behind `%%EOF`, expected the end of the file'
      })
  },
  {
    name: 'file-has-an-identity',
    clause: 'ISO 19005-3 6.1.3',
    faults: ({file, trailer}) =>
      unless(lookList(file, trailer.get('ID')).filter((each) => bytesIn(each)).length === 2, {
        reason: 'Unexpected trailer without `ID`, expected two strings that tell this file from others'
      })
  },
  {
    name: 'document-has-a-language',
    clause: 'ISO 14289-1 7.2',
    faults: ({file, catalog}) =>
      unless((bytesIn(look(file, catalog.get('Lang'))) ?? '') !== '', {
        reason: 'Unexpected document without `Lang`, expected the language of its text',
        note: 'Programs that read aloud choose the voice by it.'
      })
  },
  {name: 'language-is-a-tag', clause: 'ISO 19005-3 6.7.4', faults: languages},
  {
    name: 'title-is-shown',
    clause: 'ISO 14289-1 7.1',
    faults: ({file, catalog}) =>
      unless(look(file, lookMap(file, catalog.get('ViewerPreferences'))?.get('DisplayDocTitle')) === true, {
        reason: 'Unexpected window titled by the name of the file, expected `DisplayDocTitle` to be true'
      })
  },
  {
    name: 'document-is-tagged',
    clause: 'ISO 14289-1 7.1',
    faults: ({file, catalog}) =>
      unless(look(file, lookMap(file, catalog.get('MarkInfo'))?.get('Marked')) === true, {
        reason: 'Unexpected document that does not say it is tagged, expected `MarkInfo` with `Marked` true'
      })
  },
  {
    name: 'tags-are-trusted',
    clause: 'ISO 14289-1 7.1',
    faults: ({file, catalog}) =>
      unless(look(file, lookMap(file, catalog.get('MarkInfo'))?.get('Suspects')) !== true, {
        reason: 'Unexpected `Suspects` in `MarkInfo`, expected tags that are sure'
      })
  },
  {name: 'layers-have-names', clause: 'ISO 14289-1 7.10', faults: layers},
  {
    name: 'form-is-no-xfa',
    clause: 'ISO 19005-3 6.4.2',
    faults: ({file, catalog}) =>
      unless(catalog.get('NeedsRendering') !== true && !lookMap(file, catalog.get('AcroForm'))?.has('XFA'), {
        reason: 'Unexpected form in XFA, expected pages as they are'
      })
  }
]

// As RFC 3066 has it, which both standards name.
const TAG = /^[A-Za-z]{1,8}(?:-[A-Za-z\d]{1,8})*$/

function* languages({file, catalog, elements}: Examined): Iterable<Fault> {
  const isTag = (value: PdfValue | undefined) => {
    const bytes = bytesIn(look(file, value))
    return bytes === undefined || bytes === '' || TAG.test(bytes)
  }
  if (!isTag(catalog.get('Lang'))) yield languageFault(catalog.get('Lang'))
  for (const {dictionary, number} of elements)
    if (!isTag(dictionary.get('Lang'))) yield {...languageFault(dictionary.get('Lang')), object: number}
}

function languageFault(value: PdfValue | undefined): Fault {
  return {reason: `Unexpected language \`${printable(bytesIn(value) ?? '').slice(0, 40)}\`, expected a tag as in \`zh-Hans\``}
}

function* layers({file, catalog}: Examined): Iterable<Fault> {
  const properties = lookMap(file, catalog.get('OCProperties'))
  if (properties === undefined) return
  for (const each of [properties.get('D'), ...lookList(file, properties.get('Configs'))]) {
    const configuration = lookMap(file, each)
    if ((bytesIn(look(file, configuration?.get('Name'))) ?? '') === '')
      yield {reason: 'Unexpected configuration of layers without `Name`, expected one that can be chosen'}
    if (configuration?.has('AS')) yield {reason: 'Unexpected layers that turn themselves on, expected no `AS`'}
  }
}

/** Bytes as they may stand in a sentence. */
export function printable(bytes: string): string {
  return bytes.replaceAll(/[^\x20-\x7e]/g, '.')
}

/** The name that a value is, or leads to. */
export function lookName({file}: Examined, value: PdfValue | undefined): string | undefined {
  return nameIn(look(file, value))
}
