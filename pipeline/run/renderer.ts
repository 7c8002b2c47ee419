/** What prints: the browser that was found, the fonts it sees, and the stages that use both. */
import {join} from 'node:path'
import {findBrowser} from '../browser/index.ts'
import {createMeasure} from '../stages/chart/index.ts'
import {share, type Digest} from '../cache/hash.ts'
import {allFaces, chartFaces, prepareFonts} from '../design/fonts.ts'
import {createPrinter, type Printer} from '../stages/print/index.ts'
import type {Session} from './session.ts'
import {createStages, type Stages} from './stages.ts'

export interface Press {
  /** Digests of the browser's program and of the font files, on which a print depends; empty where nothing is printed. */
  readonly browser: Digest
  readonly fonts: readonly Digest[]
  readonly stages: Stages
  /** Print a page outside the memo. */
  readonly print: Printer['print']
  /** Start the browsers now. */
  warm(): void
  close(): Promise<void>
}

/** Nothing is started yet: a browser starts with the first page that must be printed. */
export async function openPress({world, store, storeFolder, code}: Session, jobs: number): Promise<Press> {
  const {env, platform, isRoot} = world
  const faces = allFaces()
  const [browser, fonts, prepared] = await Promise.all([
    findBrowser({env, platform, store: storeFolder, fileDigest: store.fileDigest}),
    Promise.all(faces.map(({path}) => store.fileDigest(path))),
    prepareFonts(join(storeFolder, 'fonts'), faces, platform)
  ])
  const printer = createPrinter({browser, fonts: prepared, env, isRoot, jobs})
  const stages = await createStages(code, printer, createMeasure(chartFaces()))
  return {browser: browser.digest, fonts: share(fonts), stages, print: printer.print, warm: printer.warm, close: printer.close}
}

/** For commands that print nothing: no browser is looked for. */
export async function openDryPress({code}: Session): Promise<Press> {
  const print = () => Promise.reject(new Error('Nothing is printed here'))
  const stages = await createStages(code, {print, warm() {}, close: async () => {}}, createMeasure(chartFaces()))
  return {browser: '', fonts: [], stages, print, warm() {}, close: async () => {}}
}
