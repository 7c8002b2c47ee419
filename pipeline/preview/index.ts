/** The live preview: a server, the report watched, its editions kept as the sources are. */
import {fileURLToPath} from 'node:url'
import {openRenderer, type Renderer} from '../run/renderer.ts'
import {withSession, type SessionOptions} from '../run/session.ts'
import {createDatabase} from '../stages/query/index.ts'
import type {World} from '../world.ts'
import {watchFolders} from './changes.ts'
import {openServer, type Listening} from './server.ts'
import {createStudio} from './studio.ts'

/** What is previewed, and where. */
export interface PreviewOptions extends Listening {
  /** Folder of the report. */
  readonly folder: string
  /** Folders in it that hold what is made. */
  readonly made: readonly string[]
  readonly session: SessionOptions
  readonly world: World
  readonly signal: AbortSignal
  /** Told where the preview is, once it answers. */
  readonly onOpen: (url: string) => void
}

/** Ours change only while somebody works on Octavo itself. */
const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url))

/** Editions printed at a time: the one that is looked at does not wait for one that is not. */
const PAGES = 2

/** Preview a report until the signal says to end. Nothing is written but into the store. Throws a MachineError for what is missing. */
export async function preview({
  folder,
  made,
  session: sessionOptions,
  world,
  signal,
  onOpen,
  ...listening
}: PreviewOptions): Promise<void> {
  const studio = createStudio(signal, (told) => server.tell(told))
  const server = await openServer(listening, {studio, folder, world})
  const changes = await watchFolders({folders: [folder, TEMPLATES], except: made, signal})
  const database = createDatabase({memory: world.memory})
  let renderer: Renderer | undefined
  try {
    onOpen(server.url)
    await withSession(world, sessionOptions, async (session) => {
      renderer ??= await openRenderer(session, 'print', PAGES)
      renderer.warm(PAGES)
      await studio.work({folder, session: {...session, database}, renderer, changes})
    })
  } finally {
    await Promise.all([server.close(), changes.close(), renderer?.close()])
    database.close()
  }
}
