/** From the browser's PDF to the published one: described, tagged as readers expect, small, and the same on every machine. */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import {nameCharacters} from './characters.ts'
import {describe} from './describe.ts'
import {labelLinks} from './links.ts'
import {writeOutline} from './outline.ts'
import {parsePdf} from '../../pdf/parse.ts'
import {mendStructure} from './structure.ts'
import {writePdf} from '../../pdf/write.ts'
import type {Bookmark} from '../../pdf/bookmark.ts'
import type {PdfMetadata} from '../../pdf/metadata.ts'
import type {PageMap} from '../../types.ts'

/** A PDF as the browser made it, and what is to be said of it. */
export interface FinishInput {
  readonly pdf: Artifact<Uint8Array>
  readonly map: Artifact<PageMap>
  readonly outline: Artifact<readonly Bookmark[]>
  readonly metadata: PdfMetadata
}

/** The PDF that is published. */
export interface FinishParts {
  readonly pdf: Uint8Array
}

/** The stage `finish`: no browser, so that a new title or date prints nothing again. */
export function finishStage(code: Digest): Stage<FinishInput, FinishParts> {
  return {
    name: 'finish',
    code,
    run: async ({pdf, map, outline, metadata}) => {
      const [bytes, about] = await Promise.all([pdf.bytes(), Promise.all([map.value(), outline.value()])])
      return {pdf: finish(bytes, {map: about[0], outline: about[1], metadata})}
    }
  }
}

/** What the published file says besides what the browser printed. */
export interface About {
  readonly map: PageMap
  readonly outline: readonly Bookmark[]
  readonly metadata: PdfMetadata
}

/** Throws where the file is not shaped as Chromium writes it: better no PDF than a damaged one. */
export function finish(pdf: Uint8Array, {map, outline, metadata}: About): Uint8Array {
  const file = parsePdf(pdf)
  mendStructure(file)
  labelLinks(file, map)
  nameCharacters(file)
  writeOutline(file, outline)
  describe(file, metadata, map)
  return writePdf(file)
}
