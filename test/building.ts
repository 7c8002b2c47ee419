/** Builds a report in a test as the command line does, and reads what it published. */
import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {build, type BuildOptions, type BuildResult} from '../pipeline/build.ts'
import type {Message} from '../pipeline/messages.ts'
import {ReportError} from '../pipeline/messages.ts'
import {withSession} from '../pipeline/run/session.ts'
import {thisMachine} from '../pipeline/world.ts'

export interface Places {
  readonly folder: string
  readonly out: string
  readonly store: string
}

export async function buildReport(
  places: Places,
  options: Partial<BuildOptions> & {readonly verify?: boolean} = {}
): Promise<BuildResult> {
  const told: Message[] = []
  const tell = (message: Message) => void told.push(message)
  const result = await withSession(thisMachine(), {store: places.store, verify: options.verify, tell}, (session) =>
    build(
      {
        ...places,
        only: {},
        jobs: 2,
        draft: false,
        signal: new AbortController().signal,
        checkOnly: () => {},
        onProgress: () => {},
        onWait: () => {},
        ...options
      },
      session
    )
  )
  return {...result, messages: [...told, ...result.messages]}
}

/** The messages of a build, whether it stopped before the editions or not. */
export async function messagesOf(places: Places, options: Partial<BuildOptions> = {}): Promise<readonly Message[]> {
  try {
    return (await buildReport(places, options)).messages
  } catch (error) {
    if (error instanceof ReportError) return error.messages
    throw error
  }
}

/** Names of the stages that ran, with how often. */
export function ranIn({stages}: BuildResult): Record<string, number> {
  return Object.fromEntries(
    Object.entries(stages)
      .filter(([, {ran}]) => ran > 0)
      .map(([name, {ran}]) => [name, ran])
  )
}

/** Every file below a folder with the digest of its bytes. */
export async function digestsIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true})
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const digests = await Promise.all(
    paths.map(
      async (path) =>
        [
          path.slice(folder.length + 1),
          createHash('sha256')
            .update(await readFile(path))
            .digest('hex')
        ] as const
    )
  )
  return Object.fromEntries(digests)
}
