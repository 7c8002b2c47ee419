/** Files of a bucket, as an output is published there: each with its kind, for whoever opens it, and its digest, to know it by. */
import {extname} from 'node:path'
import {digestOfBytes, type Digest} from '../cache/hash.ts'
import {openObjects} from '../cache/s3-client.ts'
import {MEDIA_TYPES} from '../design/picture-format.ts'
import {MissingFile, type Files} from '../world.ts'

/** What publishing needs of a bucket. Paths are keys below the prefix of its address. */
export interface BucketFiles extends Pick<Files, 'read' | 'write' | 'remove'> {
  /** Digest of a file that was published from here. Throws where there is none, or somebody else wrote it. */
  digestOf(path: string): Promise<Digest>
}

// Without a character set, which some servers write in another way before they hold the signature against it; pages say theirs.
const KINDS: Readonly<Record<string, string>> = {
  ...MEDIA_TYPES,
  css: 'text/css',
  html: 'text/html',
  jpg: MEDIA_TYPES.jpeg,
  js: 'text/javascript',
  json: 'application/json',
  pdf: 'application/pdf'
}

/** Open the files at an address. Throws a MachineError for one that means nothing. */
export function openBucketFiles(address: string): BucketFiles {
  const objects = openObjects(address)
  return {
    async read(path) {
      return (await objects.get(path)) ?? refuse(path)
    },
    write: (path, bytes) => objects.put(path, bytes, {kind: kindOf(path), digest: digestOfBytes(bytes)}),
    remove: objects.remove,
    digestOf: async (path) => (await objects.head(path))?.digest ?? refuse(path)
  }
}

function kindOf(path: string): string | undefined {
  return KINDS[extname(path).slice(1).toLowerCase()]
}

function refuse(path: string): never {
  throw new MissingFile(path)
}
