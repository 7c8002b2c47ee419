/**
 * What can be looked up -> where the handbook tells of it: the page that the package carries, or that was built beside the
 * program, in the language of the user.
 */
import {fileURLToPath} from 'node:url'
import type {Message} from '../messages.ts'
import {rowAnchor} from '../values/anchor.ts'
import {unlessMissing, type World} from '../world.ts'

/** Folders with a folder for each language: of the package, of a checkout where the handbook was built. */
const FOLDERS = ['../compiled/handbook/', '../../output/handbook/a4/'].map((path) => new URL(path, import.meta.url))

/** Tables of the reference, by the part of their ids that tells them apart; each row has an anchor. */
export type ReferenceTable = 'commands' | 'headers' | 'helpers' | 'directives' | 'environment' | 'rules'

/** The handbook as a page on this machine. */
export interface HandbookPage {
  /** `file:` and the path. */
  readonly address: string
  /** Where it tells of a name; nothing where it does not: it may be older than the program. */
  addressOf(table: ReferenceTable, name: string): string | undefined
}

/** What a team says of a handbook of its own on the web, where that is no address. */
export function senselessHandbook({OCTAVO_HANDBOOK: address = ''}: World['env']): string | undefined {
  return address === '' || /^(?:https?|file):\/\/[^\s#]+$/.test(address) ? undefined : address
}

/** Open the handbook: that of `OCTAVO_HANDBOOK`, or the one on this machine. Nothing where there is none. */
export async function openHandbook(world: Pick<World, 'env' | 'files' | 'language'>): Promise<HandbookPage | undefined> {
  const own = world.env['OCTAVO_HANDBOOK']
  if (own !== undefined) return own === '' || senselessHandbook(world.env) !== undefined ? undefined : elsewhere(own)
  const languages = world.language().startsWith('zh') ? ['zh-Hans', 'en'] : ['en']
  const places = FOLDERS.flatMap((folder) => languages.map((language) => new URL(`${language}/handbook.html`, folder)))
  for (const place of places) {
    const bytes = await unlessMissing(world.files.read(fileURLToPath(place)))
    if (bytes !== undefined) return pageAt(place.href, Buffer.from(bytes).toString())
  }
  return undefined
}

// What it holds is taken on trust: nothing is asked over the network.
function elsewhere(address: string): HandbookPage {
  return {
    address,
    addressOf(table, name) {
      const id = rowAnchor(`tab-${table}`, name)
      return id && `${address}#${id}`
    }
  }
}

function pageAt(address: string, html: string): HandbookPage {
  return {
    address,
    addressOf(table, name) {
      const id = rowAnchor(`tab-${table}`, name)
      return id !== undefined && html.includes(` id="${id}"`) ? `${address}#${id}` : undefined
    }
  }
}

/** Messages with the place in the handbook that tells of their rule. Without one they are as they were. */
export async function withAddresses(messages: readonly Message[], world: World): Promise<readonly Message[]> {
  const page = messages.length === 0 ? undefined : await openHandbook(world)
  if (page === undefined) return messages
  const known = new Map<string, string | undefined>()
  return messages.map((message) => {
    if (!known.has(message.rule)) known.set(message.rule, page.addressOf('rules', message.rule))
    const url = known.get(message.rule)
    return url === undefined ? message : {...message, url}
  })
}
