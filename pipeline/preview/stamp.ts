/** Which files lie in some folders, how long they are and when they were written: two stamps differ where something was saved. */
import {readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {digest, type Digest} from '../cache/hash.ts'

/** The stamp of folders as they are now. What is gone before it is looked at is left out, as if it had gone before. */
export async function stampOf(folders: readonly string[], isIgnored: (path: string) => boolean): Promise<Digest> {
  const files = await Promise.all(folders.map((folder) => filesIn(folder, isIgnored)))
  return digest(files.flat().toSorted())
}

async function filesIn(folder: string, isIgnored: (path: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(() => [])
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name)
      if (isIgnored(path)) return []
      if (entry.isDirectory()) return filesIn(path, isIgnored)
      const is = await stat(path, {bigint: true}).catch(() => undefined)
      return is === undefined ? [] : [`${path}\n${is.size}\n${is.mtimeNs}`]
    })
  )
  return found.flat()
}
