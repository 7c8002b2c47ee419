/**
 * What the last build into an output made its editions of, kept beside the store: what `plan` and `why` hold the report against. It
 * explains, and decides nothing: where it is lost, a build is the same.
 */
import {join} from 'node:path'
import type {Digest} from '../../cache/hash.ts'
import {recordOf} from '../../cache/outputs.ts'
import {unlessMissing} from '../../world.ts'
import type {Publication} from '../publication.ts'
import type {EditionResult} from '../results.ts'
import type {Run} from '../open.ts'
import type {Session} from '../session.ts'
import {billOf, billOfData, type Bill} from './bill.ts'

/** Bills of the last build of each edition, by its id: what it is made of, and what that is made of. */
export type BuildRecord = ReadonlyMap<string, Bill>

// Of all editions together, most parts are the same: each stands once, and an edition lists their numbers.
interface Written {
  readonly parts: readonly (readonly [name: string, digest: Digest])[]
  readonly editions: Readonly<Record<string, readonly number[]>>
}

type Recording = Pick<Session, 'world' | 'storeFolder'>

/** The record of an output; empty where there is none that can be read. */
export async function readRecord(out: string, session: Recording): Promise<BuildRecord> {
  const bytes = await unlessMissing(session.world.files.read(pathOf(out, session)))
  try {
    const {parts, editions} = JSON.parse(Buffer.from(bytes ?? []).toString()) as Written
    const bills = Object.entries(editions).map(([id, own]) => [id, Object.fromEntries(own.map((at) => parts[at]!))] as const)
    return new Map(bills)
  } catch {
    return new Map()
  }
}

/** Whether a build did anything, so that what is on record of it may be another. */
export function hasNews({comparison}: Pick<Publication, 'comparison'>, {counts}: Pick<Session, 'counts'>): boolean {
  const {write, print, remove} = comparison
  return write.length + print.length + remove.length > 0 || Object.values(counts).some(({ran}) => ran > 0)
}

/** Note what the editions of a run are made of; those of other runs stay as they are, unless the report has them no more. */
export async function writeRecord(results: readonly EditionResult[], run: Run, out: string): Promise<void> {
  const {session, prepared} = run
  const before = await readRecord(out, session)
  const own = new Set(prepared.editions.map(({id}) => id))
  const others = [...before].filter(([id]) => own.has(id))
  const made = results.filter(({state}) => state !== 'failed')
  const data = billOfData(run)
  const now = made.map(({edition}) => [edition.id, {...data, ...billOf(edition, run)}] as const)
  await session.world.files.write(pathOf(out, session), Buffer.from(JSON.stringify(packed(new Map([...others, ...now])))))
}

function packed(record: BuildRecord): Written {
  const numbers = new Map<string, number>()
  const parts: (readonly [string, Digest])[] = []
  const numberOf = (name: string, digest: Digest) => {
    const known = numbers.get(`${name} ${digest}`)
    if (known !== undefined) return known
    numbers.set(`${name} ${digest}`, parts.length)
    return parts.push([name, digest]) - 1
  }
  const editions = [...record].map(([id, bill]) => [id, Object.entries(bill).map(([name, own]) => numberOf(name, own))] as const)
  return {parts, editions: Object.fromEntries(editions)}
}

function pathOf(out: string, {storeFolder}: Pick<Session, 'storeFolder'>): string {
  return join(storeFolder, recordOf(out))
}
