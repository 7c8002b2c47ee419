/** What was fetched from the web: its digests stand in `data.lock.json` beside the report, its bytes in the store. */
import {join} from 'node:path'
import {digestOfBytes} from '../cache/hash.ts'
import {ReportError, type Message} from '../messages.ts'
import {unlessMissing, type World} from '../world.ts'

/** Where a report's snapshots are. */
export interface WebPlaces {
  /** The report's. */
  readonly folder: string
  readonly storeFolder: string
  readonly world: World
}

/** Digests of what lies at each address. */
export type Lock = Readonly<Record<string, {readonly sha256: string; readonly bytes: number}>>

/** The file beside the report. */
export const LOCK = 'data.lock.json'

/** Whether the path of a resource is an address of the web. */
export function isAddress(path: string): boolean {
  return /^https?:\/\//.test(path)
}

/** What a report is locked to; nothing where it has no lock. Throws a ReportError where the file is none. */
export async function readLock({folder, world}: WebPlaces): Promise<Lock> {
  const bytes = await unlessMissing(world.files.read(join(folder, LOCK)))
  const lock = bytes === undefined ? {} : parse(bytes)
  if (isLock(lock)) return lock
  throw new ReportError([error(LOCK, 'lock-is-wellformed', 'Unexpected text, expected JSON: digests by address')])
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString())
  } catch {
    return undefined
  }
}

function isLock(value: unknown): value is Lock {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every((entry: {sha256?: unknown; bytes?: unknown} | null) => {
    return /^[0-9a-f]{64}$/.test(String(entry?.sha256)) && Number.isSafeInteger(entry?.bytes)
  })
}

/** Keep what was fetched, and lock the report to it: the bytes first, so that no digest stands without them. */
export async function lockTo(fetched: ReadonlyMap<string, Uint8Array>, places: WebPlaces): Promise<Lock> {
  const entries = [...fetched].map(([address, bytes]) => [address, {sha256: digestOfBytes(bytes), bytes: bytes.length}] as const)
  const lock = Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  for (const bytes of fetched.values()) await places.world.files.write(pathOf(digestOfBytes(bytes), places), bytes)
  await places.world.files.write(join(places.folder, LOCK), Buffer.from(`${JSON.stringify(lock, null, 2)}\n`))
  return lock
}

/** The snapshot that a report is locked to. Throws a ReportError where there is none, or another. */
export async function lockedTo(address: string, places: WebPlaces): Promise<Uint8Array> {
  const lock = await readLock(places)
  const locked = Object.hasOwn(lock, address) ? lock[address] : undefined
  if (locked === undefined)
    throw new ReportError([
      error(address, 'snapshot-is-there', `Unexpected address that \`${LOCK}\` does not hold, expected its digest`)
    ])
  const bytes = await unlessMissing(places.world.files.read(pathOf(locked.sha256, places)))
  if (bytes === undefined)
    throw new ReportError([
      error(address, 'snapshot-is-there', 'Unexpected store without the snapshot, expected what the report is locked to')
    ])
  if (digestOfBytes(bytes) !== locked.sha256)
    throw new ReportError([
      error(address, 'snapshot-is-locked', 'Unexpected snapshot, expected the one whose digest the report is locked to')
    ])
  return bytes
}

function pathOf(sha256: string, {storeFolder}: WebPlaces): string {
  return join(storeFolder, 'snapshots', 'web', sha256)
}

function error(path: string, rule: string, reason: string): Message {
  return {severity: 'error', rule, path, reason, note: 'Run `octavo fetch`: it gets what lies there now, and says what changed.'}
}
