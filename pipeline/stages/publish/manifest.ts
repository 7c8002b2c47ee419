/** The manifest: what is published, by digest. It holds nothing that two builds of the same sources differ in. */
import type {Digest} from '../../cache/hash.ts'
import type {Edition, Format, Selection} from '../../types.ts'

export interface Manifest {
  readonly report: string
  readonly release: string
  readonly tool: string
  readonly browser: Digest
  readonly node: string
  readonly editions: readonly ManifestEdition[]
  readonly assets: readonly ManifestAsset[]
}

export interface ManifestEdition {
  readonly id: string
  readonly axes: Selection
  /** `kept`: the last build failed for it, and what was published before stands. `missing`: there was nothing before. */
  readonly state: 'current' | 'kept' | 'missing'
  readonly files: readonly ManifestFile[]
  readonly data: readonly {readonly query: string; readonly sha256: Digest; readonly rows: number}[]
  readonly messages: readonly string[]
}

export interface ManifestFile {
  readonly format: Format
  readonly path: string
  readonly sha256: Digest
  readonly bytes: number
  readonly pages?: number
}

export interface ManifestAsset {
  readonly path: string
  readonly sha256: Digest
}

/** Read a manifest. One that cannot be read is none: its files are then written again. */
export function readManifest(bytes: Uint8Array | undefined): Manifest | undefined {
  if (bytes === undefined) return undefined
  try {
    const manifest = JSON.parse(Buffer.from(bytes).toString()) as Manifest
    return Array.isArray(manifest.editions) && Array.isArray(manifest.assets) ? manifest : undefined
  } catch {
    return undefined
  }
}

export function writeManifest(manifest: Manifest): Uint8Array {
  return Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
}

/** The editions of the new manifest: those built now, and of the others what was published before. `isWhole`: no format was left out. */
export function mergeEditions(
  before: readonly ManifestEdition[],
  now: readonly ManifestEdition[],
  matrix: readonly Edition[],
  isWhole = false
): readonly ManifestEdition[] {
  const built = new Map(now.map((edition) => [edition.id, edition]))
  const old = new Map(before.map((edition) => [edition.id, edition]))
  return matrix.flatMap(({id}) => {
    const edition = built.get(id) ?? old.get(id)
    return edition === undefined ? [] : [mergeFiles(edition, old.get(id), isWhole)]
  })
}

// A build of one format leaves the other as it was; a failed edition keeps all that it had.
function mergeFiles(edition: ManifestEdition, before: ManifestEdition | undefined, isWhole: boolean): ManifestEdition {
  if (edition.state !== 'current')
    return before === undefined || before.files.length === 0 ? edition : {...before, state: 'kept', messages: edition.messages}
  const kept = (isWhole ? [] : (before?.files ?? [])).filter((file) => !edition.files.some(({format}) => format === file.format))
  return {...edition, files: [...kept, ...edition.files].sort((a, b) => (a.format < b.format ? 1 : -1))}
}
