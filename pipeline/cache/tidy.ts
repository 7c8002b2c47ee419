/** Removes what killed runs left in a store: files that were written beside their place and never renamed. */
import {readdir, rm, stat} from 'node:fs/promises'
import {join} from 'node:path'

/** Milliseconds after which nobody writes to a file any more. */
const LONG = 3_600_000

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
  return freed
}
