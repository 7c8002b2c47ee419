/** The print of a page on a larger sheet -> the PDF that a press prints: its boxes and marks, its inks, and nothing that only a screen shows. */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import {describe} from '../../pdf/describe.ts'
import type {PdfMetadata} from '../../pdf/metadata.ts'
import {pagesOf} from '../../pdf/pages.ts'
import {dictionaryAt, parsePdf, type PdfFile} from '../../pdf/parse.ts'
import {writePdf} from '../../pdf/write.ts'
import type {PageMap, Paper} from '../../types.ts'
import {readPress} from '../../pdf/icc/press.ts'
import {claimsOf, intend, NOTHING} from './claims.ts'
import {shortEdges} from './edges.ts'
import {impose} from './impose.ts'
import {inksOf} from './inks.ts'
import {madeSmaller, NO_PROFILE, notCounted, overLimit} from './limit.ts'
import {recolour, type Recoloured} from './recolour.ts'
import type {PressSettings} from './settings.ts'
import {sheetFor} from './sheet.ts'
import {trimPages} from './trim.ts'

export {sheetStage} from './sheet.ts'
export type {PressSettings} from './settings.ts'

/** A print, and how it goes to press. */
export interface PressInput {
  /** As the browser made it, of a page on its sheet. */
  readonly pdf: Artifact<Uint8Array>
  readonly map: Artifact<PageMap>
  /** Of the page without its sheet. */
  readonly paper: Paper
  readonly settings: PressSettings
  /** ICC profile of the press. */
  readonly profile?: Artifact<Uint8Array>
  readonly metadata: PdfMetadata
}

/** The PDF for the press. */
export interface PressParts {
  readonly press: Uint8Array
}

/** The stage `press`. */
export function pressStage(code: Digest): Stage<PressInput, PressParts> {
  return {
    name: 'press',
    code,
    async run({pdf, map, profile, ...about}, say) {
      const {bytes, used, rest, short} = press(await pdf.bytes(), {
        ...about,
        map: await map.value(),
        profile: await profile?.bytes()
      })
      if (profile === undefined) say(NO_PROFILE)
      else if (about.settings.inkLimit !== undefined)
        [...overLimit(used, about.settings.inkLimit), ...notCounted(rest)].forEach(say)
      shortEdges(short).forEach(say)
      if (about.settings.booklet) madeSmaller(about.paper).forEach(say)
      return {press: bytes}
    }
  }
}

/** What is known of a print. */
export interface AboutPress extends Omit<PressInput, 'pdf' | 'map' | 'profile'> {
  readonly map: Pick<PageMap, 'firstPage'>
  readonly profile?: Uint8Array | undefined
}

/** A PDF for the press, and the inks that it takes. */
export interface Pressed extends Recoloured {
  readonly bytes: Uint8Array
  /** Numbers of the pages on which a ground or a picture ends at the cut. */
  readonly short: readonly number[]
}

/** Throws where the file is not shaped as Chromium writes it. */
export function press(pdf: Uint8Array, {map, paper, settings, metadata, profile}: AboutPress): Pressed {
  const file = parsePdf(pdf)
  const known = profile && readPress(profile)
  leaveOnlyPrint(file)
  const {used, rest} = recolour(file, inksOf(settings.greys, known))
  const short = trimPages(file, paper, sheetFor(settings, paper))
  const made = profile && [pdf, profile, JSON.stringify([paper, settings, metadata])]
  describe(file, {metadata, map, claims: made ? claimsOf(made) : NOTHING})
  if (settings.booklet) impose(file, paper, settings)
  if (profile && known) intend(file, profile, known.name)
  return {bytes: writePdf(file, '1.6'), used, rest, short}
}

// Links, tags and marks of reading order are for screens and for those who listen.
function leaveOnlyPrint(file: PdfFile): void {
  const catalog = dictionaryAt(file, file.root)
  for (const key of ['StructTreeRoot', 'MarkInfo', 'Outlines']) catalog.delete(key)
  for (const page of pagesOf(file)) for (const key of ['Annots', 'StructParents', 'Tabs']) dictionaryAt(file, page).delete(key)
}
