/**
 * The link to the Redis that carries the queue, and who else is there. A Redis that is away is waited for: what was asked of it
 * is asked again when it is back, and the store knows what is done in any case.
 */
import {randomUUID} from 'node:crypto'
import {Redis} from 'ioredis'
import {MachineError} from '../messages.ts'
import {within} from '../world.ts'
import type {Handshake} from './handshake.ts'

/** Whoever makes a plan, or works for one. */
export type Role = 'plan' | 'worker'

/** A link that is open. */
export interface QueueLink {
  /** For the queue, which makes further connections of the same kind. */
  readonly connection: Redis
  /** Say every few seconds that this one is here, until the link is closed. */
  announce(role: Role, handshake: Handshake): void
  /** Who else is here. */
  others(role: Role): Promise<readonly Handshake[]>
  close(): Promise<void>
}

/** Milliseconds between announcements, and for which one holds; and in which a Redis answers first. */
const BEAT = 3_000
const LIFE = 12_000
const PATIENCE = 10_000

/** Open a link. Throws a MachineError where nothing answers, or it refuses. `onAway` hears of each time that it is away. */
export async function openQueueLink(address: string, onAway: (reason: string) => void): Promise<QueueLink> {
  // Without a limit on retries, so that a command waits for a Redis that is away.
  const connection = new Redis(address, {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(1_000, 50 * times)
  })
  let lastError = 'no answer'
  let isOpen = false
  let isAway = false
  connection.on('error', (error: NodeJS.ErrnoException) => {
    lastError = error.code ?? error.message
    if (isOpen && !isAway) onAway(lastError)
    isAway = true
  })
  connection.on('ready', () => (isAway = false))
  try {
    await within(PATIENCE, connection.ping(), () => new TooLate())
    isOpen = true
  } catch (error) {
    connection.disconnect()
    const reason = error instanceof TooLate ? lastError : (error as Error).message
    throw new MachineError('The queue cannot be reached', `Redis says: ${reason}. Look at the address behind --queue.`, error)
  }
  const id = randomUUID()
  const beats: NodeJS.Timeout[] = []

  return {
    connection,
    announce(role, handshake) {
      const say = () => void connection.set(`octavo:${role}:${id}`, JSON.stringify(handshake), 'PX', LIFE).catch(() => undefined)
      say()
      beats.push(setInterval(say, BEAT))
    },
    async others(role) {
      const keys = await keysLike(`octavo:${role}:*`, connection)
      const texts = keys.length > 0 ? await connection.mget(keys) : []
      return texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as Handshake]))
    },
    async close() {
      beats.forEach(clearInterval)
      if (connection.status === 'ready') await connection.del(`octavo:plan:${id}`, `octavo:worker:${id}`).catch(() => undefined)
      connection.disconnect()
    }
  }
}

class TooLate extends Error {}

// What else lies in this Redis may be much: it is gone through in pieces.
async function keysLike(pattern: string, connection: Redis): Promise<string[]> {
  const found = new Set<string>()
  let cursor = '0'
  do {
    const [next, keys] = await connection.scan(cursor, 'MATCH', pattern, 'COUNT', 1_000)
    keys.forEach((key) => found.add(key))
    cursor = next
  } while (cursor !== '0')
  return [...found]
}
