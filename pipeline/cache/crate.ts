/**
 * Contents that travel together, as one object: what is far away is asked once for all of them. The lengths stand before the bytes,
 * and no name: whoever unpacks takes the digests, so that nothing arrives under another's name.
 */
import {digestOfBytes, type Digest} from './hash.ts'

/** Contents as one. */
export function packCrate(contents: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Buffer.from(`${JSON.stringify(contents.map(({length}) => length))}\n`), ...contents])
}

/** What was packed, each with its name. Throws where the bytes are no crate. */
export function unpackCrate(bytes: Uint8Array): readonly (readonly [Digest, Uint8Array])[] {
  let at = bytes.indexOf(0x0a) + 1
  const lengths = JSON.parse(Buffer.from(bytes.subarray(0, at)).toString()) as readonly number[]
  return lengths.map((length) => {
    const content = bytes.subarray(at, (at += length))
    return [digestOfBytes(content), content]
  })
}
