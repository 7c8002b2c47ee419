/** A resource -> the bytes that its rows are read from: those of its file, or what its database answers. */
import type {Report} from '../stages/load/index.ts'
import type {Resource} from '../types.ts'
import type {World} from '../world.ts'

/** Kinds that are more than a file of the report. */
const ASKED: ReadonlySet<Resource['format']> = new Set<Resource['format']>(['sqlite'])

/** The snapshot of a resource. Throws a ReportError where its source does not give one. */
export async function snapshotOf(resource: Resource, {bytes, folder}: Report, world: World): Promise<Uint8Array> {
  if (!ASKED.has(resource.format)) return bytes(resource.path)
  const {connectors} = await import('../connectors/index.ts')
  const connector = connectors.find(({format}) => format === resource.format)
  return connector?.fetch?.(resource, {folder, world}) ?? bytes(resource.path)
}
