/** The bytes of an ICC profile (ICC.1:2022; version 2 is ICC.1:2001-04) -> what it is for, its name, and its tables. */

/** What a profile says of itself. */
export interface Profile {
  /** Major number of its version: 2 or 4. */
  readonly version: number
  /** `prtr` for a press or printer, `mntr` for a screen. */
  readonly deviceClass: string
  /** Of the device, as `CMYK`. */
  readonly space: string
  /** In which profiles meet: `Lab` or `XYZ`. */
  readonly connection: string
  readonly name: string
  /** Bytes of a tag, such as `B2A1`. */
  tag(signature: string): Buffer | undefined
}

const [HEAD, ENTRY] = [128, 12]

/** Read a profile; nothing where the bytes are none. */
export function readProfile(bytes: Uint8Array): Profile | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < HEAD + 4 || file.toString('latin1', 36, 40) !== 'acsp') return undefined
  const count = file.readUInt32BE(HEAD)
  if (count > 1000 || file.readUInt32BE(0) > file.length || HEAD + 4 + count * ENTRY > file.length) return undefined
  const tags = new Map<string, Buffer>()
  for (let at = HEAD + 4; at < HEAD + 4 + count * ENTRY; at += ENTRY) {
    const [start, size] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8)]
    if (start + size > file.length) return undefined
    tags.set(file.toString('latin1', at, at + 4), file.subarray(start, start + size))
  }
  return {
    version: file[8]!,
    deviceClass: file.toString('latin1', 12, 16).trim(),
    space: file.toString('latin1', 16, 20).trim(),
    connection: file.toString('latin1', 20, 24).trim(),
    name: nameIn(tags.get('desc')),
    tag: (signature) => tags.get(signature)
  }
}

/** Why a profile is none of a press with four inks; nothing where it is one. */
export function faultOf(profile: Profile | undefined): string | undefined {
  if (profile === undefined) return 'a file that is no ICC profile'
  const {deviceClass, space, connection, tag} = profile
  if (deviceClass !== 'prtr') return `a profile of the class \`${deviceClass}\``
  if (space !== 'CMYK') return `a profile of ${space} colours`
  if (connection !== 'Lab') return `a profile by way of ${connection}`
  return tag('B2A1') === undefined && tag('B2A0') === undefined ? 'a profile without tables of inks' : undefined
}

// Text of version 2 has its length before it, that of version 4 is in several languages (6.5.17; 10.15).
function nameIn(tag: Buffer | undefined): string {
  if (tag === undefined || tag.length < 16) return ''
  const type = tag.toString('latin1', 0, 4)
  if (type === 'desc') return plain(tag.toString('latin1', 12, 12 + Math.min(tag.readUInt32BE(8), tag.length - 12)))
  if (type !== 'mluc' || tag.length < 28) return ''
  const [size, start] = [tag.readUInt32BE(20), tag.readUInt32BE(24)]
  if (start + size > tag.length || size % 2 !== 0) return ''
  return plain(
    Buffer.from(tag.subarray(start, start + size))
      .swap16()
      .toString('utf16le')
  )
}

function plain(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200)
}
