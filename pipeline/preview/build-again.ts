/** Builds a report again whenever one of its files is saved, until the signal says to end. */
import {setTimeout as pause} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {build, type BuildOptions, type BuildResult} from '../build.ts'
import {ReportError, type Message} from '../messages.ts'
import {openRenderer, type Renderer} from '../run/renderer.ts'
import {withSession, type Session, type SessionOptions} from '../run/session.ts'
import type {World} from '../world.ts'
import {watchFolders} from './changes.ts'

/** What is built again, and who hears of each build. */
export interface AgainOptions {
  readonly build: BuildOptions
  readonly session: SessionOptions
  readonly world: World
  /** Folders in that of the report that hold what is made. */
  readonly made: readonly string[]
  /** A build has ended. */
  readonly onBuilt: (result: BuildResult, session: Session, milliseconds: number) => void
  /** Nothing could be built: what is wrong with the report as a whole. */
  readonly onWrong: (messages: readonly Message[]) => void
}

/** Ours change only while somebody works on Octavo itself. */
const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url))

/** Milliseconds after which a build that failed is tried once more: a workbook may have been met half written. */
const SOON = 300

/** Build, and build again after each change. What renders is kept; all else is begun anew, so that a day of builds takes no more than one. */
export async function buildAgain({build: options, session, world, made, onBuilt, onWrong}: AgainOptions): Promise<void> {
  const {folder, signal} = options
  const changes = await watchFolders({folders: [folder, TEMPLATES], except: made, signal})
  let renderer: Renderer | undefined

  async function once(isLast: boolean): Promise<void> {
    const start = world.milliseconds()
    try {
      await withSession(world, session, async (session) => {
        const isPrinted = options.formats?.every((format) => format === 'html') !== true && options.queue === undefined
        if (isPrinted) renderer ??= await openRenderer(session, 'print', options.jobs)
        const result = await build({...options, ...(renderer && {renderer})}, session)
        onBuilt(result, session, Math.round(world.milliseconds() - start))
      })
    } catch (error) {
      if (!(error instanceof ReportError)) throw error
      if (isLast) return onWrong(error.messages)
      await pause(SOON)
      await once(true)
    }
  }

  try {
    while (!signal.aborted) {
      await once(false)
      await changes.next()
      await changes.quiet()
    }
  } finally {
    await Promise.all([changes.close(), renderer?.close()])
  }
}
