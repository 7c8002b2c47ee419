/** What prints: the browser that was found, the fonts it sees, and the stages that use both. */
import {join} from 'node:path'
import {findBrowser, type Browser} from '../browser/index.ts'
import {createMeasure} from '../stages/chart/index.ts'
import type {Digest} from '../cache/hash.ts'
import {allFaces, chartFaces, fontsDigest, prepareFonts, type PreparedFonts} from '../design/fonts.ts'
import {createPrinter, type Printer} from '../stages/print/index.ts'
import type {World} from '../world.ts'
import type {Session} from './session.ts'
import {codeOfStages, createStages, NotPrinted, type Stages, type StagesCode} from './stages.ts'

/** What prints, and the stages that an edition passes. */
export interface Renderer {
  /** Digest of the browser's program, on which a print depends; empty where nothing is printed. */
  readonly browser: Digest
  /** Digest of the fonts and of their set-up, on which charts depend and prints. */
  readonly fonts: Digest
  readonly stages: Stages
  /** What a thread needs to do the same; none where nothing is made. */
  readonly seat?: Seat
  /** Print a page outside the memo. */
  readonly print: Printer['print']
  /** How often a browser failed so far. */
  failures(): number
  /** Start so many browsers now. */
  warm(pages: number): void
  close(): Promise<void>
}

/** What was found to work with, for a thread to work with it as well: plain data. */
export interface Seat {
  /** The browser and its fonts; none where nothing is printed. */
  readonly printing?: {readonly browser: Browser; readonly prepared: PreparedFonts}
  /** Digest of the fonts. */
  readonly fonts: Digest
  readonly code: StagesCode
}

/** What is wanted: prints; only to know which pages are printed already; or nothing that has to do with a browser. */
export type Rendering = 'print' | 'recall' | 'none'

/** Digest of the browser that would print here. Throws a MachineError where there is none. */
export async function browserDigest(session: Session): Promise<Digest> {
  return (await findRunBrowser(session)).digest
}

/** The browser that would print here. Throws a MachineError where there is none. */
export function findRunBrowser({world: {env, platform}, store, storeFolder, onDamage}: Session): Promise<Browser> {
  return findBrowser({env, platform, store: storeFolder, fileDigest: store.fileDigest, onDamage})
}

/** Nothing is started yet: a browser starts with the first page that must be printed. Throws a MachineError where there is none. */
export async function openRenderer(session: Session, rendering: Rendering, pages: number): Promise<Renderer> {
  const searching = rendering === 'none' ? undefined : findRunBrowser(session)
  const [browser, {fonts, prepared}] = await Promise.all([searching, fontsFor(session, rendering === 'print')])
  const code = codeOfStages(session.code)
  if (rendering === 'recall') return withPrinter(REFUSING, {browser: browser?.digest ?? '', fonts, code})
  const seat = {fonts, code, ...(browser && prepared && {printing: {browser, prepared}})}
  return {...seatedRenderer(seat, session.world, pages), seat}
}

/** A renderer with what was found before. */
export function seatedRenderer({printing, fonts, code}: Seat, {env, isRoot}: World, pages: number): Renderer {
  if (printing === undefined) return withPrinter(REFUSING, {browser: '', fonts, code})
  const {browser, prepared} = printing
  return withPrinter(createPrinter({browser, fonts: prepared, env, isRoot, jobs: pages}), {browser: browser.digest, fonts, code})
}

async function fontsFor({world, store, storeFolder, onDamage}: Session, isPrinted: boolean) {
  const faces = allFaces()
  const fonts = fontsDigest(faces, await Promise.all(faces.map(({path}) => store.fileDigest(path))), world.platform)
  if (!isPrinted) return {fonts}
  const folder = join(storeFolder, 'fonts', fonts.slice(0, 16))
  const settings = {folder, faces, platform: world.platform, fileDigest: store.fileDigest, onDamage}
  return {fonts, prepared: await prepareFonts(settings)}
}

const REFUSING: Printer = {
  print: () => Promise.reject(new NotPrinted()),
  arrange: () => Promise.reject(new NotPrinted()),
  failures: () => 0,
  warm() {},
  close: async () => {}
}

function withPrinter(printer: Printer, {code, ...seen}: Pick<Renderer, 'browser' | 'fonts'> & {code: StagesCode}): Renderer {
  const stages = createStages(code, printer, createMeasure(chartFaces()))
  return {...seen, ...printer, stages}
}
