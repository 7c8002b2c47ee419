/** The pictures that the chapters show: found in the report's folder, read and known to be whole. */
import {posix} from 'node:path'
import type {Artifact, Memo} from '../cache/memo.ts'
import type {PictureFormat} from '../design/picture-format.ts'
import {ReportError, suggestion, type Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import {pictureStage} from '../stages/picture/index.ts'
import type {ParsedChapter} from './chapters.ts'
import type {Session} from './session.ts'

/** A picture of the report, read to its end. */
export interface Picture {
  /** Relative to the report's folder. */
  readonly path: string
  readonly format: PictureFormat
  readonly content: Artifact<Uint8Array>
}

interface Pictures {
  /** By the address that the text gives. */
  readonly pictures: ReadonlyMap<string, Picture>
  /** Errors and warnings, each at every place that shows the picture. */
  readonly messages: readonly Message[]
}

/** Read every picture once. What is not there, or is no whole picture, is an error in `messages`. */
export async function readPictures(report: Report, chapters: readonly ParsedChapter[], session: Session): Promise<Pictures> {
  const uses = chapters.flatMap((chapter) => chapter.uses.images.map(({path, node}) => ({address: path, node, chapter})))
  const addresses = [...new Set(uses.map(({address}) => address))].sort()
  const read = new Map(
    await Promise.all(addresses.map(async (address) => [address, await readOne(address, report, session)] as const))
  )
  return {
    pictures: new Map(Array.from(read).flatMap(([address, {picture}]) => (picture ? [[address, picture] as const] : []))),
    messages: uses.flatMap(({address, node, chapter}) => {
      const [line, column] = chapter.places[node] ?? [1, 1]
      return read.get(address)!.messages.map((message) => ({...message, path: chapter.path, line, column}))
    })
  }
}

interface ReadOne {
  readonly picture?: Picture
  readonly messages: readonly Message[]
}

async function readOne(address: string, report: Report, {memo, code}: Session): Promise<ReadOne> {
  const path = fileFor(address, report.paths)
  if (path === undefined) return {messages: [notThere(address, report.paths)]}
  const messages: Message[] = []
  try {
    const heard: Memo = memo.heardBy((event) => messages.push(...event.messages))
    const file = await memo.keep(await report.bytes(path))
    const {picture, about} = await heard(pictureStage(code), {file, name: path})
    return {picture: {path, content: picture, format: (await about.value()).format}, messages}
  } catch (error) {
    if (error instanceof ReportError) return {messages: error.messages}
    throw error
  }
}

/** The file that an address means: as it is written, or with its escapes (`%20`) read; composed letters or not. */
export function fileFor(address: string, paths: readonly string[]): string | undefined {
  const wanted = [address, unescaped(address)].map((each) => posix.normalize(each).normalize('NFC'))
  return wanted.map((each) => paths.find((path) => path.normalize('NFC') === each)).find((path) => path !== undefined)
}

function unescaped(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

function notThere(address: string, paths: readonly string[]): Message {
  const isElsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address)
  return {
    severity: 'error',
    rule: 'file-is-there',
    reason: `Unexpected picture \`${address.slice(0, 120)}\`, expected a file in the report's folder`,
    note: isElsewhere ? 'Put a copy of it under `images/`: a report loads nothing from elsewhere.' : suggestion(address, paths)
  }
}
