/** From the browser's PDF to the published one: described, tagged as readers expect, small, and the same on every machine. */
import type {Artifact, Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import {nameCharacters} from './characters.ts'
import {markNotes} from './footnotes.ts'
import {describe} from '../../pdf/describe.ts'
import {ARCHIVED} from './claims.ts'
import {labelLinks} from './links.ts'
import {writeOutline} from './outline.ts'
import {parsePdf} from '../../pdf/parse.ts'
import {readTree} from '../../pdf/structure-tree.ts'
import {writeTree} from '../../pdf/write-tree.ts'
import {archive} from './archive.ts'
import {attach} from './attach.ts'
import {markContent} from './marking.ts'
import {mendTree} from './structure.ts'
import {writePdf} from '../../pdf/write.ts'
import type {Bookmark} from '../../pdf/bookmark.ts'
import type {PdfMetadata} from '../../pdf/metadata.ts'
import type {Provenance} from '../../pdf/provenance.ts'
import type {DataFile, PageMap, Place} from '../../types.ts'
import {placed, writeProvenance, type Slotted} from './provenance.ts'

/** A PDF as the browser made it, and what is to be said of it. */
export interface FinishInput {
  readonly pdf: Artifact<Uint8Array>
  readonly map: Artifact<PageMap>
  readonly outline: Artifact<readonly Bookmark[]>
  readonly values: Artifact<readonly Slotted[]>
  readonly places: Artifact<readonly (Place | null)[]>
  readonly files: Artifact<readonly DataFile[]>
  /** Paths of the data files behind each query and axis. */
  readonly sources: Provenance['sources']
  /** Id of the edition. */
  readonly edition: string
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
    async run({pdf, map, places, files, outline, values, metadata, edition, sources}) {
      const bytes = await pdf.bytes()
      const provenance = {edition, values: await values.value(), sources}
      const printed = {map: await map.value(), places: await places.value(), files: await files.value()}
      return {pdf: finish(bytes, {...printed, outline: await outline.value(), metadata, provenance})}
    }
  }
}

/** What the published file says besides what the browser printed. */
export interface About {
  readonly map: PageMap
  readonly places: readonly (Place | null)[]
  readonly files: readonly DataFile[]
  readonly outline: readonly Bookmark[]
  readonly metadata: PdfMetadata
  readonly provenance: Provenance & {readonly values: readonly Slotted[]}
}

/** Throws where the file is not shaped as Chromium writes it: better no PDF than a damaged one. */
export function finish(pdf: Uint8Array, {map, places, files, outline, metadata, provenance}: About): Uint8Array {
  const file = parsePdf(pdf)
  const traced = {...provenance, values: placed(provenance.values, places, map)}
  const tree = readTree(file)
  const holders = markContent(file, tree)
  markNotes(file, tree)
  mendTree(file, tree, outline)
  labelLinks(file, map)
  nameCharacters(file)
  writeOutline(file, outline)
  describe(file, {metadata, map, claims: ARCHIVED})
  attach(file, tree, {files, provenance: traced, date: metadata.date})
  archive(file)
  writeTree(file, tree, holders)
  writeProvenance(file, traced, metadata.date)
  return writePdf(file)
}
