/** Font files cut to some of their characters, in a thread: at a first run of all, while the browser is unpacked and data are read. */
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {Worker} from 'node:worker_threads'

/** A TrueType file, and the characters of each face that is cut from it. */
export interface Cut {
  readonly path: string
  readonly parts: readonly string[]
}

/** The faces, as TrueType, in the order of the cuts and of their parts. */
export function cutFaces(cuts: readonly Cut[]): Promise<readonly (readonly Uint8Array[])[]> {
  const library = import.meta.resolve('subset-font')
  const address = new URL(`data:text/javascript,${encodeURIComponent(CUT)}`)
  const {promise, resolve, reject} = Promise.withResolvers<readonly (readonly Uint8Array[])[]>()
  const worker = new Worker(address, {workerData: {cuts, library}, stdout: true, stderr: true})
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('The faces were not cut')))
  return promise
}

/** Versions of all that cuts. */
export function cutterVersions(): readonly string[] {
  const ours = createRequire(import.meta.url)
  const engine = createRequire(ours.resolve('subset-font')).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')
  const packages = ['subset-font/package.json', join(dirname(engine), '..', 'package.json')]
  return packages.map((path) => (ours(path) as {version: string}).version)
}

// Of many parts all are cut out first, so that a file of 15 MB is searched once.
const CUT = `
const {parentPort, workerData} = process.getBuiltinModule('node:worker_threads')
const {readFile} = process.getBuiltinModule('node:fs/promises')
const {default: subset} = await import(workerData.library)
const cut = async (font, characters) => Uint8Array.from(await subset(font, characters, {targetFormat: 'truetype'}))
const all = []
for (const {path, parts} of workerData.cuts) {
  const file = await readFile(path)
  const whole = parts.length > 1 ? Buffer.from(await cut(file, parts.join(''))) : file
  const faces = []
  for (const characters of parts) faces.push(await cut(whole, characters))
  all.push(faces)
}
parentPort.postMessage(all, all.flat().map(({buffer}) => buffer))`
