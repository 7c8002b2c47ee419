/** Gives every link of a PDF words for those who cannot see where it stands: its address, or the page it leads to. */
import {pageLabel} from '../../values/page-label.ts'
import type {PageMap} from '../../types.ts'
import {addEntries, type PdfFile} from '../../pdf/parse.ts'
import {textString} from '../../pdf/text.ts'

/** Each link annotation gets `/Contents`. */
export function labelLinks({objects}: PdfFile, {destinations, firstPage}: PageMap): void {
  for (const object of objects) {
    if (!object || object.stream || !object.text.includes('/Subtype /Link') || object.text.includes('/Contents')) continue
    const address = /\/URI (\((?:[^()\\]|\\.)*\))/.exec(object.text)?.[1]
    const page = destinations[/\/Dest \/([^\s/>]+)/.exec(object.text)?.[1] ?? '']
    if (address) addEntries(object, `\n/Contents ${address}`)
    else if (page !== undefined) addEntries(object, `\n/Contents ${textString(pageLabel(page, firstPage))}`)
  }
}
