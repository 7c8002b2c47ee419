/** A value as it is shown -> its element, which tells machines what it is and where it comes from. */
import type {PhrasingContent} from 'mdast'
import {element, textNode} from '../../directives/directive.ts'
import type {Shown} from '../../values/value.ts'

/** `<data value="…" data-origin="…">`; plain text where no value lies behind it. */
export function dataElement({text, value, origins}: Shown): PhrasingContent {
  if (value === undefined || origins.length === 0) return textNode(text)
  const className = isShort(text) ? ['value', 'short'] : ['value']
  return element('data', {className, value, dataOrigin: origins.join(' ')}, [textNode(text)])
}

// A figure and its unit stand on one line.
function isShort(text: string): boolean {
  return text.length <= 14 && /\d/.test(text)
}
