/** From the compressed browser of `@sparticuz/chromium` to a program in the store, in a folder named by its version. */
import {randomUUID} from 'node:crypto'
import {createReadStream, createWriteStream, existsSync} from 'node:fs'
import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {basename, dirname, join, resolve} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {promisify} from 'node:util'
import {brotliDecompress, createBrotliDecompress} from 'node:zlib'
import {MachineError} from '../messages.ts'

/**
 * Unpack once; later calls find what is there. The package's own function unpacks into the shared temporary
 * folder and takes whatever lies there, so ours writes beside the final place and renames the whole folder.
 */
export async function unpackBrowser(store: string): Promise<{readonly path: string; readonly libraries: string}> {
  const source = resolve(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')
  const {version} = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {version: string}
  const folder = resolve(store, 'browser', version)
  if (!existsSync(folder)) await unpackWhole(join(source, 'bin'), folder)
  return {path: join(folder, 'chromium'), libraries: join(folder, 'lib')}
}

async function unpackWhole(source: string, folder: string): Promise<void> {
  const temporary = `${folder}.${randomUUID()}.tmp`
  try {
    await mkdir(join(temporary, 'lib'), {recursive: true})
    const program = createWriteStream(join(temporary, 'chromium'), {mode: 0o755, flush: true})
    await Promise.all([
      pipeline(createReadStream(join(source, 'chromium.br')), createBrotliDecompress({chunkSize: 2 ** 20}), program),
      unpackArchive(join(source, 'al2023.tar.br'), join(temporary, 'lib'))
    ])
    await rename(temporary, folder)
  } catch (error) {
    await rm(temporary, {recursive: true, force: true})
    // Another process was first; what it unpacked is the same.
    if (existsSync(folder)) return
    throw new MachineError(
      'The packaged browser could not be unpacked',
      `Make room and see that ${dirname(folder)} can be written to.`,
      error
    )
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
