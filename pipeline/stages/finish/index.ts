/** From the browser's PDF to the published one: described, tagged as readers expect, small, and the same on every machine. */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import {nameCharacters} from './characters.ts'
import {describe} from './describe.ts'
import {labelLinks} from './links.ts'
import {parsePdf} from '../../pdf/parse.ts'
import {mendStructure} from './structure.ts'
import {writePdf} from '../../pdf/write.ts'
import type {PageMap, PdfMetadata} from '../../types.ts'

export interface FinishInput {
  readonly pdf: Artifact<Uint8Array>
  readonly map: Artifact<PageMap>
  readonly metadata: PdfMetadata
}

export interface FinishParts {
  readonly pdf: Uint8Array
}

/** The stage `finish`: no browser, so that a new title or date prints nothing again. */
export function finishStage(code: Digest): Stage<FinishInput, FinishParts> {
  return {
    name: 'finish',
    code,
    run: async ({pdf, map, metadata}) => ({pdf: finish(await pdf.bytes(), await map.value(), metadata)})
  }
}

/** Throws where the file is not shaped as Chromium writes it: better no PDF than a damaged one. */
export function finish(pdf: Uint8Array, map: PageMap, metadata: PdfMetadata): Uint8Array {
  const file = parsePdf(pdf)
  mendStructure(file)
  labelLinks(file, map)
  nameCharacters(file)
  describe(file, metadata, map)
  return writePdf(file)
}
