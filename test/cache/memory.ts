/** The backend in memory: the least that keeps the promises. */
import type {Backend, Trace} from '../../pipeline/cache/backend.ts'
import type {Digest} from '../../pipeline/cache/hash.ts'

export function openMemory(): Backend {
  const blobs = new Map<Digest, Uint8Array>()
  const traces = new Map<Digest, Trace>()
  return {
    blobs: {
      put: async (name, bytes) => void blobs.set(name, Uint8Array.from(bytes)),
      get: async (name) => blobs.get(name),
      size: async (name) => blobs.get(name)?.length
    },
    traces: {put: async (key, trace) => void traces.set(key, trace), get: async (key) => traces.get(key)}
  }
}
