/** Pages of a PDF -> pictures of them, drawn in a kept page by pdf.js: what a reader's program shows, not what was meant to be printed. */
import {readFile} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {call, type KeptPage} from './page.ts'

/** A page as a picture; its size on paper in millimetres. */
export interface PagePicture {
  /** `data:image/jpeg;base64,…` */
  readonly image: string
  readonly width: number
  readonly height: number
}

/** The part of pdf.js that is used in the page. */
export interface Library {
  getDocument(options: object): {readonly promise: Promise<PdfDocument>}
}
/** A file that it opened. */
export interface PdfDocument {
  readonly numPages: number
  getPage(page: number): Promise<PdfPage>
}
/** A page of it. */
export interface PdfPage {
  getTextContent(options: {readonly includeMarkedContent: boolean}): Promise<{readonly items: readonly TextItem[]}>
  getViewport(options: {readonly scale: number}): {readonly width: number; readonly height: number}
  render(options: object): {readonly promise: Promise<void>}
}

/** Text as it is painted, or a mark that begins or ends around some. */
export interface TextItem {
  readonly type?: string
  readonly tag?: string
  readonly str?: string
  readonly hasEOL?: boolean
}

const LOADED = 'octavo: pdf.js'
// The library looks for its other half by this name, and then starts no worker.
const PARTS = {pdfjsWorker: 'pdf.worker.min.mjs', pdfjs: 'pdf.min.mjs'}
/** Pixels of a picture for each point of the page: 90 dots an inch. */
const SCALE = 1.25

/** Draw some pages, counted from 1, in turn. Throws where the file is no PDF or has no such page. */
export async function drawPages(kept: KeptPage, pdf: Uint8Array, pages: readonly number[]): Promise<readonly PagePicture[]> {
  await loadLibrary(kept)
  const [drawn] = await kept.evaluate(call(draw, {pdf: Buffer.from(pdf).toString('base64'), pages, scale: SCALE}))
  return drawn
}

/** See to it that a page has pdf.js. */
export async function loadLibrary(kept: KeptPage): Promise<void> {
  if (kept.loaded === LOADED) return
  await kept.session.send('Emulation.setScriptExecutionDisabled', {value: false})
  await kept.setContent('<!doctype html><title></title>')
  for (const [name, file] of Object.entries(PARTS)) {
    const path = fileURLToPath(import.meta.resolve(`pdfjs-dist/build/${file}`))
    const address = `data:text/javascript;base64,${(await readFile(path)).toString('base64')}`
    const expression = `import(${JSON.stringify(address)}).then((part) => { globalThis.${name} = part })`
    const {exceptionDetails} = await kept.session.send('Runtime.evaluate', {expression, awaitPromise: true})
    if (exceptionDetails) throw new Error(`pdf.js did not load: ${exceptionDetails.text}`)
  }
  kept.loaded = LOADED
}

// Sent into the page as text: it may use nothing of this file but its argument.
async function draw({
  pdf,
  pages,
  scale
}: {
  pdf: string
  pages: readonly number[]
  scale: number
}): Promise<readonly PagePicture[]> {
  const {pdfjs} = globalThis as unknown as {pdfjs: Library}
  const data = Uint8Array.from(atob(pdf), (character) => character.charCodeAt(0))
  const document_ = await pdfjs.getDocument({data, useWorkerFetch: false, useWasm: false}).promise
  const drawn: PagePicture[] = []
  for (const number of pages) {
    const page = await document_.getPage(number)
    const viewport = page.getViewport({scale})
    const canvas = Object.assign(document.createElement('canvas'), {width: viewport.width, height: viewport.height})
    await page.render({canvas, viewport}).promise
    const [width, height] = [viewport.width, viewport.height].map((pixels) => ((pixels / scale) * 25.4) / 72)
    drawn.push({image: canvas.toDataURL('image/jpeg', 0.82), width: width!, height: height!})
  }
  return drawn
}
