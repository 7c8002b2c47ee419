/** The files of a report's folder, none of them outside it. */
import {join, relative, sep} from 'node:path'
import type {Message} from '../../messages.ts'
import type {Source} from '../../types.ts'
import type {World} from '../../world.ts'

/** A report's folder. */
export interface Folder {
  /** Absolute. */
  readonly root: string
  /** Every file, relative, with forward slashes. */
  readonly paths: readonly string[]
  bytes(path: string): Promise<Uint8Array>
  /** A text file: UTF-8, its line ends and its composed letters made uniform. */
  source(path: string): Promise<Source>
  readonly messages: Message[]
}

/** Nothing of these belongs to the report: editors' and office programs' own files. */
const IGNORED = /(^|\/)(\.|~\$|\.~lock|node_modules\/)|\.(tmp|swp)$|~$/

/** The files of a folder. Links that lead out of it are told and not followed. */
export async function openFolder(root: string, world: World): Promise<Folder> {
  const messages: Message[] = []
  const real = await world.files.resolve(root)
  const listed = (await world.files.list(root)).filter((path) => !IGNORED.test(path))
  const inside = await Promise.all(
    listed.map(async (path) => isInside(real ?? root, await world.files.resolve(join(root, path))))
  )
  listed.forEach((path, index) => {
    if (!inside[index])
      messages.push({
        severity: 'error',
        rule: 'path-stays-inside',
        reason: `Unexpected link \`${path}\` that leads out of the report's folder`,
        path,
        note: 'Copy the file into the folder.'
      })
  })
  const bytes = (path: string) => world.files.read(join(root, path))
  return {
    root,
    paths: listed.filter((_, index) => inside[index]),
    bytes,
    source: async (path) => ({path, text: decode(path, await bytes(path), messages)}),
    messages
  }
}

/** Whether a path that an author wrote stays below a folder. */
export function staysInside(path: string): boolean {
  return !/^([/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..')
}

function isInside(root: string, path: string | undefined): boolean {
  if (path === undefined) return false
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`)
}

function decode(path: string, bytes: Uint8Array, messages: Message[]): string {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes).replaceAll('\r\n', '\n').normalize('NFC')
  } catch {
    messages.push({
      severity: 'error',
      rule: 'text-is-utf-8',
      reason: `Unexpected bytes in \`${path}\`, expected UTF-8`,
      path,
      line: 1,
      column: 1,
      note: 'Save the file again as UTF-8.'
    })
    return ''
  }
}
