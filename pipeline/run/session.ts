/** What a command holds open while it runs: the store, the memo on it, and a count of what the stages did. */
import {join, resolve} from 'node:path'
import {programDigest} from '../cache/code.ts'
import type {Digest} from '../cache/hash.ts'
import {createMemo, type Memo} from '../cache/memo.ts'
import type {Trust} from '../cache/folder.ts'
import {isS3Address} from '../cache/s3-address.ts'
import {openStore, type DiskStore} from '../cache/store.ts'
import type {Message} from '../messages.ts'
import type {Database} from '../stages/query/index.ts'
import type {World} from '../world.ts'
import {count, type StageCounts} from './counts.ts'

/** What a command holds open while it runs. */
export interface Session {
  readonly world: World
  readonly store: DiskStore
  readonly storeFolder: string
  readonly memo: Memo
  /** Digest of the program, shared by all stages but `print`. */
  readonly code: Digest
  readonly counts: StageCounts
  /** The database, where it is kept over many runs; else each asking has one of its own. */
  readonly database?: Database
  /** Milliseconds by stage, of all threads together. */
  readonly times: Readonly<Record<string, number>>
  /** Settles when the first stage runs that could not be recalled: something is new. */
  readonly firstRun: Promise<void>
  /** Told of damage to what the store holds: it is a miss, and told once. */
  readonly onDamage: () => void
  /** Whether something was asked of the store that it could not give: what was made of it is worth nothing. */
  hasLost(): boolean
  /** Another thread on this store asked for what it could not give. */
  noteLost(): void
  /** How the store and the memo are used, for another thread on this store. */
  readonly use: {readonly verify: boolean; readonly isDistrustful: boolean; readonly far?: string | undefined}
  /** Note where something is published, so that it is not pruned. */
  noteOutput(folder: string): void
  /** Commit what was done and let go of the store. */
  close(): Promise<void>
}

/** Which store, and how it is used. */
export interface SessionOptions {
  /** Folder of the store, `output/.store` when left out; or the address of a bucket that is to lie behind that folder. */
  readonly store?: string
  /** Run recalled stages again and compare. */
  readonly verify?: boolean
  /** Says something that concerns no edition. */
  readonly tell?: (message: Message) => void
}

/** How often a session is begun that finds damage where it relied on what was there. */
const ATTEMPTS = 3

/**
 * Do something in a session of its own. Where it fails because the store lost what it held, it begins again, with a store that
 * verifies all that it recalls: one command makes good whatever was damaged, and tells so in one line.
 */
export async function withSession<Result>(
  world: World,
  {tell = () => {}, ...options}: SessionOptions,
  work: (session: Session) => Promise<Result>
): Promise<Result> {
  let isTold = false
  const onDamage = () => {
    if (!isTold) tell(DAMAGED)
    isTold = true
  }
  for (let attempt = 1; ; attempt++) {
    const session = await open(world, options, {onDamage, isDistrustful: attempt > 1})
    try {
      return await work(session)
    } catch (error) {
      if (attempt === ATTEMPTS || !session.hasLost()) throw error
    } finally {
      await session.close()
    }
  }
}

/** Where the store lies: as given, as the environment says, or in the output. */
export function storeFolder(world: World, given?: string): string {
  const folder = [given, world.env['OCTAVO_STORE']].find((place) => place !== undefined && !isS3Address(place))
  return resolve(world.folder, folder ?? join('output', '.store'))
}

/** The address of the bucket behind the store, where one is given. */
export function farStore(world: World, given?: string): string | undefined {
  return [given, world.env['OCTAVO_STORE']].find((place) => place !== undefined && isS3Address(place))
}

const DAMAGED: Message = {
  severity: 'warning',
  rule: 'store-is-whole',
  reason: 'Unexpected damage in the store: what it held there is made again',
  note: 'Nothing is lost but time. Where it comes again, look at the disk.'
}

/** Open a session that is not begun again where the store turns out to be damaged. */
export function openSession(world: World, options: SessionOptions): Promise<Session> {
  return open(world, options, {onDamage: () => options.tell?.(DAMAGED), isDistrustful: false})
}

async function open(world: World, {store: given, verify = false}: SessionOptions, trust: Trust): Promise<Session> {
  const root = storeFolder(world, given)
  const far = farStore(world, given)
  const store = openStore(root, {...trust, far})
  const counts: StageCounts = {}
  const times: Record<string, number> = {}
  let isLost = false
  const {promise: firstRun, resolve: hasRun} = Promise.withResolvers<void>()
  const memo = createMemo({
    store,
    verify,
    heard: ({stage, ran, ms}) => {
      count(counts, stage, {[ran ? 'ran' : 'recalled']: 1})
      times[stage] = (times[stage] ?? 0) + ms
      if (ran) hasRun()
    }
  })
  return {
    world,
    store,
    storeFolder: root,
    memo,
    code: programDigest(),
    counts,
    times,
    firstRun,
    onDamage: trust.onDamage,
    hasLost: () => isLost || store.hasLost(),
    noteLost: () => void (isLost = true),
    use: {verify, isDistrustful: trust.isDistrustful, far},
    noteOutput: store.noteOutput,
    close: () => store.close()
  }
}
