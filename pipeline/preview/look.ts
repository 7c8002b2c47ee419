/** A look at a report as its folder is now: a run of all its editions, or everything that is wrong with it as a whole. */
import {ReportError, type Message} from '../messages.ts'
import {openRun, type Run} from '../run/open.ts'
import type {Renderer} from '../run/renderer.ts'
import type {Session} from '../run/session.ts'
import type {Changes} from './changes.ts'

/** What is looked at, and with what. */
export interface Looking {
  /** Folder of the report. */
  readonly folder: string
  readonly session: Session
  readonly renderer: Renderer
  readonly changes: Changes
}

/** A run, or what is wrong. */
export type Looked = {readonly run: Run} | {readonly wrong: readonly Message[]}

/** Look at the report. A file that is met half written is wrong for a moment: what is wrong is told when all is quiet, after another look. */
export async function look(looking: Looking): Promise<Looked> {
  const first = await lookOnce(looking)
  if ('run' in first) return first
  await looking.changes.quiet()
  return lookOnce(looking)
}

async function lookOnce({folder, session, renderer}: Looking): Promise<Looked> {
  const options = {
    folder,
    only: {},
    draft: false,
    rendering: 'print',
    jobs: 1,
    renderer,
    isHurried: true,
    checkOnly() {}
  } as const
  try {
    return {run: await openRun(options, session)}
  } catch (error) {
    if (error instanceof ReportError) return {wrong: error.messages}
    throw error
  }
}
