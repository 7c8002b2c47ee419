/** The manifest: what is published, by digest. It holds nothing that two builds of the same sources differ in. */
import type {Digest} from '../../cache/hash.ts'
import {isPublishable} from '../../schema/output-path.ts'
import type {Edition, Format, Selection} from '../../types.ts'
import type {Known} from './compare.ts'

/** `manifest.json`. */
export interface Manifest {
  readonly report: string
  readonly release: string
  readonly tool: string
  /** SHA-256 of the browser that printed; empty where no PDF is listed. */
  readonly browser: Digest
  readonly node: string
  /** Sorted by id. */
  readonly editions: readonly ManifestEdition[]
  /** What editions and the catalogue share, the catalogue among them; sorted by path. */
  readonly assets: readonly ManifestAsset[]
}

/** An edition, and its files. */
export interface ManifestEdition {
  readonly id: string
  readonly axes: Selection
  /**
   * `kept`: what was published before stands, since the last build failed for it, or since it left the matrix and only a
   * part was built. `missing`: there was nothing before.
   */
  readonly state: 'current' | 'kept' | 'missing'
  readonly files: readonly ManifestFile[]
  readonly data: readonly {readonly query: string; readonly sha256: Digest; readonly rows: number}[]
  readonly messages: readonly string[]
}

/** A file of an edition. */
export interface ManifestFile {
  readonly format: Format
  /** Relative to the output folder, with forward slashes. */
  readonly path: string
  readonly sha256: Digest
  readonly bytes: number
  readonly pages?: number
  /** Paths of the shared files without which it is not whole. */
  readonly assets?: readonly string[]
}

/** A file that editions share. */
export interface ManifestAsset {
  readonly path: string
  readonly sha256: Digest
}

/**
 * Read a manifest, which anybody may have written: what is not of its form, or has a path that no build publishes,
 * makes it none at all. Gives `undefined` then.
 */
export function readManifest(bytes: Uint8Array): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString())
    return isManifest(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Every file that a manifest names. */
export function filesIn({editions, assets}: Manifest): readonly Known[] {
  return [...editions.flatMap(({files}) => files), ...assets].map(({path, sha256}) => ({path, sha256}))
}

/** The manifest without some of its files; an edition that has none left is missing. */
export function withoutFiles(manifest: Manifest, paths: ReadonlySet<string>): Manifest {
  const editions = manifest.editions.map((edition): ManifestEdition => {
    const files = edition.files.filter(({path}) => !paths.has(path))
    if (files.length === edition.files.length) return edition
    return files.length === 0 ? {...edition, files, state: 'missing'} : {...edition, files}
  })
  return {...manifest, editions, assets: manifest.assets.filter(({path}) => !paths.has(path))}
}

/** A list of files and digests that anybody may have written; nothing where it is none. */
export function readKnown(bytes: Uint8Array): readonly Known[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString())
    return isListOf(value, isAsset) ? (value as readonly Known[]) : []
  } catch {
    return []
  }
}

/** The bytes of a manifest. */
export function writeManifest(manifest: Manifest): Uint8Array {
  return Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
}

/** The editions as they are after a build, and what it covered. */
export interface MergeInput {
  readonly before: readonly ManifestEdition[]
  /** Those that were built now. */
  readonly now: readonly ManifestEdition[]
  /** All that the report has. */
  readonly matrix: readonly Pick<Edition, 'id'>[]
  /** Neither editions nor formats were left out. */
  readonly isWhole: boolean
}

/**
 * The editions of the new manifest: those built now, and of the others what was published before. A part of the matrix
 * says nothing of the rest, so an edition that left the matrix goes with a whole build only.
 */
export function mergeEditions({before, now, matrix, isWhole}: MergeInput): readonly ManifestEdition[] {
  const built = new Map(now.map((edition) => [edition.id, edition]))
  const old = new Map(before.map((edition) => [edition.id, edition]))
  const wanted = new Set(matrix.map(({id}) => id))
  const left = isWhole ? [] : before.filter(({id, files}) => !wanted.has(id) && files.length > 0)
  const merged = matrix.flatMap(({id}) => {
    const edition = built.get(id) ?? old.get(id)
    return edition === undefined ? [] : [mergeFiles(edition, old.get(id), isWhole)]
  })
  const made = now.filter(({state}) => state === 'current')
  const makers = new Map(made.flatMap(({id, files}) => files.map(({path}) => [path, id] as const)))
  return [...merged, ...left.map((edition) => ({...edition, state: 'kept' as const}))]
    .map((edition) => withOwnFiles(edition, makers))
    .filter(({id, files}) => wanted.has(id) || files.length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

// Axes in another order, or another pattern of paths: where an edition was made now, another's file is no more.
function withOwnFiles(edition: ManifestEdition, makers: ReadonlyMap<string, string>): ManifestEdition {
  const files = edition.files.filter(({path}) => (makers.get(path) ?? edition.id) === edition.id)
  if (files.length === edition.files.length) return edition
  return files.length > 0 ? {...edition, files} : {...edition, state: 'missing', files, data: []}
}

// A build of one format leaves the other as it was; a failed edition keeps all that it had.
function mergeFiles(edition: ManifestEdition, before: ManifestEdition | undefined, isWhole: boolean): ManifestEdition {
  if (edition.state !== 'current')
    return before === undefined || before.files.length === 0 ? edition : {...before, state: 'kept', messages: edition.messages}
  const kept = (isWhole ? [] : (before?.files ?? [])).filter((file) => !edition.files.some(({format}) => format === file.format))
  return {...edition, files: [...kept, ...edition.files].sort((a, b) => (a.format < b.format ? 1 : -1))}
}

function isManifest(value: unknown): value is Manifest {
  return (
    isRecord(value) &&
    ['report', 'release', 'tool', 'browser', 'node'].every((key) => typeof value[key] === 'string') &&
    isListOf(value['editions'], isEdition) &&
    isListOf(value['assets'], isAsset)
  )
}

function isEdition(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    isRecord(value['axes']) &&
    Object.values(value['axes']).every((id) => typeof id === 'string') &&
    ['current', 'kept', 'missing'].includes(String(value['state'])) &&
    isListOf(value['files'], isFile) &&
    isListOf(value['data'], isRecord) &&
    isListOf(value['messages'], (message) => typeof message === 'string')
  )
}

function isFile(value: unknown): boolean {
  return (
    isAsset(value) &&
    isRecord(value) &&
    ['html', 'pdf', 'press'].includes(String(value['format'])) &&
    Number.isSafeInteger(value['bytes']) &&
    (value['pages'] === undefined || Number.isSafeInteger(value['pages'])) &&
    (value['assets'] === undefined || isListOf(value['assets'], (path) => typeof path === 'string' && isPublishable(path)))
  )
}

function isAsset(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['path'] === 'string' &&
    isPublishable(value['path']) &&
    /^[0-9a-f]{64}$/.test(String(value['sha256']))
  )
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
