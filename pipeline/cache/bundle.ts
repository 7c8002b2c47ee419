/**
 * The bundle: what a command loads, with the packages that it uses, as a few files of JavaScript instead of some hundred
 * modules. `npm ci` makes it (see `bundle.ts`), below `node_modules`; nothing needs it.
 *
 * It is used where it was made from the very texts that lie here, and where each of its files is as it was written. Both
 * are found out at each start, while the thread begins that will load it: there is no memory that could be older than an edit.
 */
import {existsSync, readFileSync} from 'node:fs'
import {sourcesDigest} from './code.ts'
import {digestOfBytes, type Digest} from './hash.ts'

/** Where bundles lie, each in a folder of its own. */
export const BUNDLES = new URL('../../node_modules/.cache/octavo-bundle/', import.meta.url)

/** Names the bundle that is used; put in place whole, after its files. */
export const LISTING = new URL('bundle.json', BUNDLES)

/** A bundle as its listing tells. */
export interface Bundle {
  /** Digest of the sources that it was made from. */
  readonly sources: Digest
  /** Digest of what npm noted of the packages that were installed then. */
  readonly packages: Digest
  /** Name of its folder. */
  readonly folder: string
  /** Digests of its files by name. */
  readonly files: Readonly<Record<string, Digest>>
}

/** Digest of the packages that are installed, whatever the lockfile wants; of nothing where another program installed them. */
export function packagesDigest(): Digest {
  const note = new URL('../../node_modules/.package-lock.json', import.meta.url)
  return existsSync(note) ? digestOfBytes(readFileSync(note)) : ''
}

/** The bundle that is there, if any; whether it may be used is another question. */
export function findBundle(): Bundle | undefined {
  try {
    return JSON.parse(readFileSync(LISTING, 'utf8')) as Bundle
  } catch {
    return undefined
  }
}

/** The address of a file of a bundle. */
export function addressIn({folder}: Bundle, name: string): URL {
  return new URL(`${folder}/${name}`, BUNDLES)
}

/** Whether a bundle is whole, and of the sources as they are now. Whatever is wrong with it: then it is not. */
export function isCurrent(bundle: Bundle): boolean {
  try {
    const isWhole = ([name, digest]: readonly [string, Digest]) => digestOfBytes(readFileSync(addressIn(bundle, name))) === digest
    if (bundle.sources !== sourcesDigest() || bundle.packages !== packagesDigest()) return false
    return Object.entries(bundle.files).every(isWhole)
  } catch {
    return false
  }
}
