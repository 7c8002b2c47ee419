/** Gives every link of a PDF words for those who cannot see where it stands: its address, or the page it leads to. */
import {pageLabel} from '../../values/page-label.ts'
import type {PageMap} from '../../types.ts'
import {idOfTarget} from '../../pdf/destinations.ts'
import {bytesIn, mayName, nameIn} from '../../pdf/objects.ts'
import type {PdfFile} from '../../pdf/parse.ts'
import {textString, utf8In} from '../../pdf/text.ts'

/** Each link annotation gets `/Contents`. */
export function labelLinks({objects}: PdfFile, {destinations, firstPage}: PageMap): void {
  for (const object of objects) {
    if (object === undefined || !mayName(object, /\/Subtype\b/)) continue
    const annotation = object.value
    if (!(annotation instanceof Map) || nameIn(annotation.get('Subtype')) !== 'Link' || annotation.has('Contents')) continue
    const action = annotation.get('A')
    const address = action instanceof Map ? bytesIn(action.get('URI')) : undefined
    const target = idOfTarget(nameIn(annotation.get('Dest')) ?? '')
    if (address !== undefined) annotation.set('Contents', textString(utf8In(address)))
    else if (Object.hasOwn(destinations, target))
      annotation.set('Contents', textString(pageLabel(destinations[target]!, firstPage)))
  }
}
