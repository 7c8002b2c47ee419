/**
 * From the whole Chinese faces to small ones of the common characters, which are looked up first. Chromium takes the longer
 * over a print the larger a face is that the page uses: 60 ms for ten pages with the whole faces, 47 ms with these.
 *
 * The sets are fixed ones, GB 2312 and Big5, and never cut to a text: what one edition says changes no byte of another.
 */
import {mkdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {digest, type Digest} from '../cache/hash.ts'
import {writeWhole} from '../world.ts'
import {cutFaces, cutterVersions} from './cut.ts'
import {faceName, type Face, type Script} from './face.ts'

/** What makes a folder of faces whole: when they are as they were cut. */
export interface Cutting {
  /** Digest of a file, remembered as long as the file looks the same. */
  fileDigest(path: string): Promise<Digest>
  /** Told where what was cut is not whole any more. */
  onDamage(): void
}

/** Digests of the faces by name; written last, so that a folder without it was never whole. */
const LISTING = 'files.json'

/** The name by which a browser finds the small face, and that of its file. */
export function commonName(face: Face): string {
  return `${faceName(face)}-common`
}

/** Digest of all that cutting depends on but the face: the characters, and what cuts. */
export function cutDigest(script: Script): Digest {
  return digest([STANDARDS[script].digest, ...cutterVersions()])
}

/** Cut the small faces into a folder, once; later calls verify what is there, and cut again what is not whole. */
export async function cutCommonFaces(folder: string, faces: readonly Face[], cutting: Cutting): Promise<void> {
  const large = faces.filter(({script}) => script !== undefined)
  if (await isWhole(folder, large, cutting)) return
  await mkdir(folder, {recursive: true})
  const cut = await cutFaces(large.map(({path, script}) => ({path, parts: [checkedCharacters(script!)]})))
  for (const [index, face] of large.entries()) await writeWhole(join(folder, fileName(face)), cut[index]![0]!)
  const names = large.map(fileName)
  const digests = await Promise.all(names.map(async (name) => [name, await cutting.fileDigest(join(folder, name))]))
  await writeWhole(join(folder, LISTING), Buffer.from(JSON.stringify(Object.fromEntries(digests))))
}

function fileName(face: Face): string {
  return `${commonName(face)}.ttf`
}

async function isWhole(folder: string, faces: readonly Face[], {fileDigest, onDamage}: Cutting): Promise<boolean> {
  const listing = await readFile(join(folder, LISTING), 'utf8').catch(() => undefined)
  if (listing === undefined) return false
  try {
    const digests = JSON.parse(listing) as Readonly<Record<string, Digest>>
    const names = faces.map(fileName)
    const isSame = names.map(async (name) => digests[name] === (await fileDigest(join(folder, name))))
    if ((await Promise.all(isSame)).every(Boolean)) return true
  } catch {
    // A face that is gone, or a listing that is none: both are told below.
  }
  onDamage()
  return false
}

/**
 * ASCII and the characters of a national standard, with its punctuation: GB 2312-80 (6,763 Han characters), and of Big5 the
 * symbols and the first level (5,401). Both lie in rows of two bytes.
 */
export function commonCharacters(script: Script): string {
  const {encoding, rows, cells} = STANDARDS[script]
  const bytes = rows.flatMap((row) => cells.flatMap((cell) => [row, cell]))
  const text = new TextDecoder(encoding).decode(Uint8Array.from([...span(0x20, 0x7e), ...bytes]))
  return [...new Set(text)].filter((character) => !NONE.test(character)).join('')
}

// The digest is part of the key of every print, and is not made anew at each start.
function checkedCharacters(script: Script): string {
  const characters = commonCharacters(script)
  if (digest(characters) === STANDARDS[script].digest) return characters
  throw new Error(`This Node reads ${STANDARDS[script].encoding} otherwise than the standard`)
}

// Cells that a standard leaves empty, by the way in which they are decoded.
const NONE = /[\p{Co}\p{Cn}\p{Cc}\ufffd]/u

const STANDARDS = {
  Hans: {
    encoding: 'gb18030',
    rows: span(0xa1, 0xf7),
    cells: span(0xa1, 0xfe),
    digest: 'e22c65f03bae630feda3c049a2c779e787c017b3a07e4f21f43e472ed047b93f'
  },
  Hant: {
    encoding: 'big5',
    rows: span(0xa1, 0xc6),
    cells: [...span(0x40, 0x7e), ...span(0xa1, 0xfe)],
    digest: '11d649ece32b42d7dcc01b213edb956685bc316801c1c65797994bda9f0e9fb8'
  }
} as const

function span(from: number, to: number): readonly number[] {
  return Array.from({length: to - from + 1}, (_, index) => from + index)
}
