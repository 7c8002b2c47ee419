/** Removes what killed runs left in a store: files that were written beside their place and never renamed. */
import {readdir, rm, stat} from 'node:fs/promises'
import {join} from 'node:path'

/** Folder of a store in which the revisions of a comparison are built, each run in a folder of its own. */
export const REVISIONS = 'revisions'

/** Milliseconds after which nobody writes to a file any more. */
const LONG = 3_600_000
const DAY = 24 * LONG

/** Remove leavings that are older than an hour. Gives their bytes. */
export async function tidy(root: string): Promise<number> {
  let freed = 0
  for (const name of await readdir(root, {recursive: true})) {
    if (!/\.(?:tmp|damaged)$/.test(name)) continue
    const path = join(root, name)
    const found = await stat(path).catch(() => undefined)
    if (found === undefined || Date.now() - found.mtimeMs < LONG) continue
    await rm(path, {recursive: true, force: true})
    freed += found.size
  }
  return freed + (await removeRevisions(root))
}

// What a comparison with a revision was built into; it ends within hours, however large the report.
async function removeRevisions(root: string): Promise<number> {
  let freed = 0
  for (const name of await readdir(join(root, REVISIONS)).catch(() => [])) {
    const path = join(root, REVISIONS, name)
    const found = await stat(path).catch(() => undefined)
    if (found === undefined || Date.now() - found.mtimeMs < DAY) continue
    freed += found.size
    await rm(path, {recursive: true, force: true})
  }
  return freed
}
