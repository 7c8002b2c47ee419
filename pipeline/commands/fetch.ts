/** `octavo fetch`: gets what the report takes from the web, and locks the report to it. */
import {load} from '../stages/load/index.ts'
import {ReportError, together} from '../messages.ts'
import {withSession} from '../run/session.ts'
import {isAddress, lockTo, readLock, type Lock} from '../run/web-snapshots.ts'
import type {Command} from './command.ts'
import {about, download} from './download.ts'
import {count, reportFolder, storeOptions, textOption} from './given.ts'

const LIMITS = {most: 128 * 1024 * 1024, milliseconds: 60_000}

/** `octavo fetch`. */
export const fetchCommand: Command = {
  name: 'fetch',
  summary: 'Gets the data that lie on the web, and shows what changed.',
  usage: `octavo fetch [report] [options]

  --store DIR           instead of output/.store`,
  options: storeOptions,
  async run(given, {world, tell}) {
    const folder = await reportFolder(given, world)
    return withSession(world, {store: textOption(given, 'store'), tell}, async (session) => {
      const {resources} = await load(folder, session)
      const places = {folder, storeFolder: session.storeFolder, world}
      const before = await readLock(places)
      const addresses = [...new Set(resources.map(({path}) => path).filter(isAddress))]
      // All or nothing: where one does not come, the report stays locked to what it was.
      const fetched = await together(addresses.map(async (address) => [address, await notEmpty(address)] as const))
      // A report that takes nothing from the web gets no lock.
      const isNothing = fetched.length === 0 && Object.keys(before).length === 0
      const after = isNothing ? before : await lockTo(new Map(fetched), places)
      const changes = changesOf(before, after)
      return {status: 0, result: {changes}, text: describe(changes), messages: []}
    })
  }
}

async function notEmpty(address: string): Promise<Uint8Array> {
  const bytes = await download(address, LIMITS)
  if (bytes.length > 0) return bytes
  const reason = 'Unexpected empty answer of the server, expected the file'
  throw new ReportError([about(address, {rule: 'address-answers', reason, note: 'Try again later.'})])
}

interface Change {
  readonly address: string
  readonly state: 'new' | 'changed' | 'same' | 'gone'
  readonly bytes?: number
}

function changesOf(before: Lock, after: Lock): readonly Change[] {
  const addresses = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return addresses.map((address) => {
    const [old, now] = [before[address], after[address]]
    const state = now === undefined ? 'gone' : old === undefined ? 'new' : old.sha256 === now.sha256 ? 'same' : 'changed'
    return {address, state, ...(now && {bytes: now.bytes})}
  })
}

function describe(changes: readonly Change[]): string {
  const lines = changes.map(
    ({address, state, bytes}) => `${state.padEnd(8)}${address}${bytes === undefined ? '' : ` (${bytes} bytes)`}`
  )
  return [...lines, `${count(changes.length, 'file')} from the web`].join('\n')
}
