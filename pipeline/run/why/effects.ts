/** The published page of an edition, and the one that a build would publish -> what its readers would see changed. */
import {join, posix} from 'node:path'
import {digest} from '../../cache/hash.ts'
import {changesBetween, type Change} from '../../compare/changes.ts'
import {readEditionPage} from '../../compare/read-page.ts'
import type {Place} from '../../stages/publish/index.ts'
import {unlessMissing} from '../../world.ts'
import type {EditionResult} from '../results.ts'

/** The changes, in the order of the text; nothing where there is no page on one side or the other. */
export async function effectsOf({files}: Pick<EditionResult, 'files'>, place: Place): Promise<readonly Change[] | undefined> {
  const page = files.find(({format}) => format === 'html')
  if (page?.content === undefined) return undefined
  const before = await unlessMissing(place.files.read(join(place.folder, page.path)))
  const [old, now] = [before, await page.content.bytes()].map((bytes) => bytes && read(bytes, page.path))
  return old && now ? changesBetween(old, now) : undefined
}

// Shared pictures have their digest in their name.
function read(bytes: Uint8Array, path: string) {
  return readEditionPage(Buffer.from(bytes).toString(), (address) =>
    address.startsWith('data:') ? digest(address) : posix.join(posix.dirname(path), address)
  )
}
