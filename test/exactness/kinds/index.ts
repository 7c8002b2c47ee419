/** All kinds of edits. */
import type {Files, Kind} from '../files.ts'
import {dataKinds} from './data.ts'
import {definitionKinds} from './definition.ts'
import {templateKinds} from './templates.ts'
import {textKinds} from './text.ts'

export {MACHINE} from './templates.ts'

/** The kinds, for a report as it is at first: some take a file away and bring it back. */
export function kindsOf(original: Files): readonly Kind[] {
  return [...dataKinds, ...textKinds, ...definitionKinds(original), ...templateKinds(original)]
}
