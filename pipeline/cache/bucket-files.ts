/** Files of a bucket, as an output is published there: each with its kind, for whoever opens it, and its digest, to know it by. */
import {extname} from 'node:path'
import type {Files} from '../world.ts'
import {digestOfBytes, type Digest} from './hash.ts'
import {openObjects} from './s3-client.ts'

/** What publishing needs of a bucket. Paths are keys below the prefix of its address. */
export interface BucketFiles extends Pick<Files, 'read' | 'write' | 'remove'> {
  /** Digest of a file that was published from here. Throws where there is none, or somebody else wrote it. */
  digestOf(path: string): Promise<Digest>
}

// Without a character set, which some servers write in another way before they hold the signature against it; pages say theirs.
const KINDS: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp'
}

/** Open the files at an address. Throws a MachineError for one that means nothing. */
export function openBucketFiles(address: string): BucketFiles {
  const objects = openObjects(address)
  return {
    async read(path) {
      return (await objects.get(path)) ?? refuse(path)
    },
    write: (path, bytes) => objects.put(path, bytes, {kind: KINDS[extname(path).toLowerCase()], digest: digestOfBytes(bytes)}),
    remove: objects.remove,
    digestOf: async (path) => (await objects.head(path))?.digest ?? refuse(path)
  }
}

function refuse(path: string): never {
  throw Object.assign(new Error(`There is no \`${path}\``), {code: 'ENOENT'})
}
