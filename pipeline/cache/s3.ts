/** The backend in an S3 bucket: an object for each blob and for each trace, held to its digest on arrival. */
import type {Backend, Trace} from './backend.ts'
import type {Trust} from './folder.ts'
import {digestOfBytes, type Digest} from './hash.ts'
import {openObjects} from './s3-client.ts'

/** Open the backend at an address. Throws a MachineError for one that means nothing; nothing is asked yet. */
export function openFar(address: string, {onDamage, isDistrustful}: Trust): Backend {
  const objects = openObjects(address)

  async function whole(name: Digest): Promise<Uint8Array | undefined> {
    const bytes = await objects.get(blobKey(name))
    if (bytes === undefined || digestOfBytes(bytes) === name) return bytes
    onDamage()
    // It would be taken for whole by whoever asks for its size, and never be sent again.
    await objects.remove(blobKey(name))
    return undefined
  }

  return {
    blobs: {
      async put(name, bytes) {
        await objects.put(blobKey(name), bytes)
      },
      get: whole,
      size: async (name) => (isDistrustful ? (await whole(name))?.length : (await objects.head(blobKey(name)))?.size)
    },
    traces: {
      async put(key, trace) {
        await objects.put(`traces/${key}`, toObject(key, trace), {kind: 'text/plain'})
      },
      async get(key) {
        const bytes = await objects.get(`traces/${key}`)
        const trace = bytes && fromObject(key, bytes)
        if (bytes !== undefined && trace === undefined) onDamage()
        return trace
      }
    }
  }
}

function blobKey(name: Digest): string {
  return `blobs/${name.slice(0, 2)}/${name.slice(2)}`
}

// A trace has no name by which it could be checked, so its sum stands before it.
function toObject(key: Digest, trace: Trace): Uint8Array {
  const text = JSON.stringify(trace)
  return Buffer.from(`${sumOf(key, text)}\n${text}`)
}

function fromObject(key: Digest, bytes: Uint8Array): Trace | undefined {
  const object = Buffer.from(bytes).toString()
  const text = object.slice(object.indexOf('\n') + 1)
  return object === `${sumOf(key, text)}\n${text}` ? (JSON.parse(text) as Trace) : undefined
}

function sumOf(key: Digest, text: string): Digest {
  return digestOfBytes(Buffer.from(`${key}\n${text}`))
}
