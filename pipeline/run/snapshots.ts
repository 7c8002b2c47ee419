/** A resource -> the bytes that its rows are read from: those of its file, or what its database answers. */
import {join} from 'node:path'
import {digest} from '../cache/hash.ts'
import type {Connector, Outside} from '../connectors/connector.ts'
import {ReportError, type Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import type {Resource} from '../types.ts'
import {unlessMissing} from '../world.ts'
import type {Session} from './session.ts'
import {isAddress, lockedTo} from './web-snapshots.ts'

/** The sources of a report, while its data are read. */
export interface Sources {
  /** The snapshot of a resource. Throws a ReportError where its source does not give one. */
  snapshot(resource: Resource): Promise<Uint8Array>
  /** What was said on the way. */
  readonly messages: readonly Message[]
  close(): Promise<void>
}

/** Kinds that are more than a file of the report. */
const ASKED: ReadonlySet<Resource['format']> = new Set<Resource['format']>(['sqlite', 'postgresql'])

/** Sources of which none is opened yet. */
export function openSources(
  {folder, bytes}: Pick<Report, 'folder' | 'bytes'>,
  {world, storeFolder}: Pick<Session, 'world' | 'storeFolder'>
): Sources {
  const messages: Message[] = []
  const opened = new Map<string, Promise<{close(): Promise<void>}>>()
  // By what was asked of which report: two reports do not take each other's answers for theirs.
  const pathOf = (key: readonly unknown[]) => join(storeFolder, 'snapshots', digest([folder, ...key]))
  const outside: Outside = {
    folder,
    world,
    shared<Value extends {close(): Promise<void>}>(key: string, open: () => Promise<Value>) {
      const known = opened.get(key) ?? open()
      opened.set(key, known)
      return known as Promise<Value>
    },
    keep: (key, snapshot) => world.files.write(pathOf(key), snapshot),
    kept: (key) => unlessMissing(world.files.read(pathOf(key))),
    say: (message) => void messages.push(message)
  }
  return {
    messages,
    async snapshot(resource) {
      if (isAddress(resource.path) && !ASKED.has(resource.format)) return lockedTo(resource.path, {folder, world, storeFolder})
      if (isAddress(resource.path)) throw new ReportError([notAsked(resource)])
      if (!ASKED.has(resource.format)) return bytes(resource.path)
      return (await connectorOf(resource))?.fetch?.(resource, outside) ?? bytes(resource.path)
    },
    async close() {
      const ended = await Promise.allSettled(opened.values())
      await Promise.all(ended.map((end) => (end.status === 'fulfilled' ? end.value.close() : undefined)))
    }
  }
}

// Parsers are not loaded by a build that recalls its tables.
async function connectorOf({format}: Resource): Promise<Connector | undefined> {
  const {connectors} = await import('../connectors/index.ts')
  return connectors.find((connector) => connector.format === format)
}

function notAsked({path, format}: Resource): Message {
  const note = 'Put the database into the folder of the report, or export the table.'
  return {
    severity: 'error',
    rule: 'file-is-of-its-kind',
    path,
    reason: `Unexpected ${format} at an address of the web, expected a file`,
    note
  }
}
