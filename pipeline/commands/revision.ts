/** A revision of a report's sources in git -> its files in a folder of their own. Neither the checkout nor its index is touched. */
import {execFile} from 'node:child_process'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {World} from '../world.ts'
import {UsageError} from './command.ts'

const run = promisify(execFile)

/** Write the report as it was into a folder; nothing where the word is no revision. Throws where the report did not lie there then. */
export async function takeRevision(
  revision: string,
  report: string,
  {into, world}: {readonly into: string; readonly world: World}
): Promise<boolean> {
  const commit = await commitOf(revision, report)
  if (commit === undefined) return false
  const prefix = await git(['rev-parse', '--show-prefix'], report)
  const tree = `${commit}:${prefix?.replace(/\/$/, '') ?? ''}`
  if ((await git(['rev-parse', '--verify', '--quiet', `${tree}`], report)) === undefined)
    throw new UsageError(`Unexpected revision \`${revision}\`, in which the report does not lie where it lies now`)
  await world.files.makeFolder(into)
  // An index of its own: that of the checkout stays as it is.
  const env = {...world.env, GIT_INDEX_FILE: join(into, '.index')}
  // From a folder below, git would write what lies in that folder alone.
  const cwd = (await git(['rev-parse', '--show-toplevel'], report))!
  await run('git', ['read-tree', tree], {cwd, env})
  await run('git', ['checkout-index', '--all', `--prefix=${into}/`], {cwd, env})
  return true
}

async function commitOf(revision: string, report: string): Promise<string | undefined> {
  // What begins with a hyphen would be an option.
  return revision.startsWith('-') ? undefined : git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], report)
}

// Nothing where git does not know, or there is none.
async function git(args: readonly string[], folder: string): Promise<string | undefined> {
  try {
    return (await run('git', args, {cwd: folder})).stdout.trim()
  } catch {
    return undefined
  }
}
