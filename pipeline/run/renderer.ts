/** What prints: the browser that was found, the fonts it sees, and the stages that use both. */
import {join} from 'node:path'
import {findBrowser} from '../browser/index.ts'
import {createMeasure} from '../stages/chart/index.ts'
import type {Digest} from '../cache/hash.ts'
import {allFaces, chartFaces, fontsDigest, prepareFonts, type PreparedFonts} from '../design/fonts.ts'
import {createPrinter, type Printer} from '../stages/print/index.ts'
import type {Session} from './session.ts'
import {createStages, NotPrinted, type Stages} from './stages.ts'

/** What prints, and the stages that an edition passes. */
export interface Renderer {
  /** Digest of the browser's program, on which a print depends; empty where nothing is printed. */
  readonly browser: Digest
  /** Digest of the fonts and of their set-up, on which charts depend and prints. */
  readonly fonts: Digest
  readonly stages: Stages
  /** Print a page outside the memo. */
  readonly print: Printer['print']
  /** Start the browsers now. */
  warm(): void
  close(): Promise<void>
}

/** What is wanted: prints; only to know which pages are printed already; or nothing that has to do with a browser. */
export type Rendering = 'print' | 'recall' | 'none'

/** Nothing is started yet: a browser starts with the first page that must be printed. Throws a MachineError where there is none. */
export async function openRenderer(session: Session, rendering: Rendering, jobs: number): Promise<Renderer> {
  const {world, store, storeFolder} = session
  const {env, platform, isRoot} = world
  if (rendering === 'none') return withPrinter(session, REFUSING, {browser: '', fonts: await digestOfFonts(session)})
  const searching = findBrowser({env, platform, store: storeFolder, fileDigest: store.fileDigest, onDamage: session.onDamage})
  if (rendering === 'recall') {
    const [browser, fonts] = await Promise.all([searching, digestOfFonts(session)])
    return withPrinter(session, REFUSING, {browser: browser.digest, fonts})
  }
  const [browser, {digest: fonts, prepared}] = await Promise.all([searching, fontsFor(session)])
  const printer = createPrinter({browser, fonts: prepared, env, isRoot, jobs})
  return withPrinter(session, printer, {browser: browser.digest, fonts})
}

async function fontsFor(session: Session): Promise<{readonly digest: Digest; readonly prepared: PreparedFonts}> {
  const {world, store, storeFolder, onDamage} = session
  const digest = await digestOfFonts(session)
  const folder = join(storeFolder, 'fonts', digest.slice(0, 16))
  const settings = {folder, faces: allFaces(), platform: world.platform, fileDigest: store.fileDigest, onDamage}
  return {digest, prepared: await prepareFonts(settings)}
}

async function digestOfFonts({world, store}: Session): Promise<Digest> {
  const faces = allFaces()
  return fontsDigest(faces, await Promise.all(faces.map(({path}) => store.fileDigest(path))), world.platform)
}

const REFUSING: Printer = {print: () => Promise.reject(new NotPrinted()), warm() {}, close: async () => {}}

async function withPrinter({code}: Session, printer: Printer, seen: Pick<Renderer, 'browser' | 'fonts'>): Promise<Renderer> {
  const stages = await createStages(code, printer, createMeasure(chartFaces()))
  return {...seen, stages, print: printer.print, warm: printer.warm, close: printer.close}
}
