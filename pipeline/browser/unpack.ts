/** From the compressed browser of `@sparticuz/chromium` to a program in the store, in a folder named by its version. */
import {randomUUID} from 'node:crypto'
import {createReadStream, createWriteStream, existsSync} from 'node:fs'
import {access, constants, mkdir, open, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {basename, dirname, join, resolve} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {promisify} from 'node:util'
import {brotliDecompress, createBrotliDecompress} from 'node:zlib'
import type {Digest} from '../cache/hash.ts'
import {MachineError} from '../messages.ts'
import {writeWhole} from '../world.ts'

/** What makes a folder with a browser whole: its files, and when they are as they were unpacked. */
export interface Unpacking {
  /** Folder of the store. */
  readonly store: string
  /** Digest of a file, remembered as long as the file looks the same. */
  fileDigest(path: string): Promise<Digest>
  /** Told where what was unpacked is not whole any more. */
  onDamage(): void
}

/** Digests by path of all files of the browser; written last, so that a folder without it was never whole. */
const LISTING = 'files.json'

/**
 * Unpack once; later calls verify what is there, and unpack again what is not whole. The package's own function unpacks into
 * the shared temporary folder and takes whatever lies there. Ours writes beside and renames file by file: of two processes
 * that unpack at the same time each finds every file whole at any moment.
 */
export async function unpackBrowser(unpacking: Unpacking): Promise<{readonly path: string; readonly libraries: string}> {
  const source = resolve(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')
  const {version} = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {version: string}
  const folder = resolve(unpacking.store, 'browser', version)
  if (!(await isWhole(folder, unpacking))) await unpackWhole(join(source, 'bin'), folder, unpacking)
  return {path: join(folder, PROGRAM), libraries: join(folder, LIBRARIES)}
}

const PROGRAM = 'chromium'
const LIBRARIES = 'lib'

async function isWhole(folder: string, {fileDigest, onDamage}: Unpacking): Promise<boolean> {
  if (!existsSync(folder)) return false
  const files = await readListing(folder)
  const digests = await Promise.all(files.map(([path]) => fileDigest(join(folder, path)).catch(() => undefined)))
  const isSame = files.length > 0 && files.every(([, digest], index) => digest === digests[index])
  if (isSame && (await isProgram(join(folder, PROGRAM)))) return true
  onDamage()
  return false
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false
  )
}

async function readListing(folder: string): Promise<readonly (readonly [path: string, digest: Digest])[]> {
  try {
    return Object.entries(JSON.parse(await readFile(join(folder, LISTING), 'utf8')) as Readonly<Record<string, Digest>>)
  } catch {
    return []
  }
}

/** Bytes that are unpacked without this thread: it has a report to read meanwhile, and each piece waits for it. */
const CHUNK = 2 ** 24

async function unpackWhole(source: string, folder: string, {fileDigest}: Unpacking): Promise<void> {
  // There is time now to read what will start it.
  void import('puppeteer').catch(() => undefined)
  const temporary = `${folder}.${randomUUID()}.tmp`
  try {
    await mkdir(join(temporary, LIBRARIES), {recursive: true})
    const compressed = createReadStream(join(source, 'chromium.br'), {highWaterMark: CHUNK})
    const program = createWriteStream(join(temporary, PROGRAM), {mode: 0o755})
    await Promise.all([
      pipeline(compressed, createBrotliDecompress({chunkSize: CHUNK}), program),
      unpackArchive(join(source, 'al2023.tar.br'), join(temporary, LIBRARIES))
    ])
    await putInPlace(temporary, folder, fileDigest)
  } catch (error) {
    throw new MachineError(
      'The packaged browser could not be unpacked',
      `Make room and see that ${dirname(folder)} can be written to.`,
      error
    )
  } finally {
    await rm(temporary, {recursive: true, force: true})
  }
}

async function putInPlace(temporary: string, folder: string, fileDigest: Unpacking['fileDigest']): Promise<void> {
  const libraries = (await readdir(join(temporary, LIBRARIES))).map((name) => join(LIBRARIES, name))
  const paths = [PROGRAM, ...libraries].sort()
  await mkdir(join(folder, LIBRARIES), {recursive: true})
  for (const path of paths) await rename(join(temporary, path), join(folder, path))
  const [digests] = await Promise.all([
    Promise.all(paths.map(async (path) => [path, await fileDigest(join(folder, path))] as const)),
    flush(join(folder, PROGRAM))
  ])
  await writeWhole(join(folder, LISTING), Buffer.from(JSON.stringify(Object.fromEntries(digests))))
}

// Before the listing is there; the disk takes as long for it as the processor for the digest.
async function flush(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

// A tar archive of plain files: blocks of 512 bytes, the name at 0 and the size in octal at 124.
async function unpackArchive(archive: string, folder: string): Promise<void> {
  const bytes = await promisify(brotliDecompress)(await readFile(archive))
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const name = bytes.toString('latin1', at, bytes.indexOf(0, at))
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 135), 8)
    const isFile = bytes.toString('latin1', at + 156, at + 157) === '0'
    if (isFile) await writeFile(join(folder, basename(name)), bytes.subarray(at + 512, at + 512 + size), {mode: 0o755})
    at += 512 + Math.ceil(size / 512) * 512
  }
}
