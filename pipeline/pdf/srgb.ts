/** The colours of the screen, sRGB (IEC 61966-2-1), as an ICC profile of version 4: three primaries, a white and one curve. */

/** CIE XYZ of the white of every profile, D50. */
const WHITE = [0.9642, 1, 0.8249]
/** From the white of the screen, D65, to that of the profile, by Bradford. */
const ADAPTATION = [1.04788208, 0.0229187, -0.05021667, 0.02958679, 0.99047852, -0.01707458, -0.00924683, 0.01507568, 0.75167847]
const NAME = 'sRGB IEC61966-2.1'

/** Bytes of the profile; always the same. */
export function srgbProfile(): Buffer {
  const curve = tag('para', Buffer.concat([Buffer.from([0, 3, 0, 0]), fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)]))
  const tags: readonly (readonly [key: string, data: Buffer])[] = [
    ['desc', words(NAME)],
    ['cprt', words('Public domain')],
    ['wtpt', xyz(...WHITE)],
    ['chad', tag('sf32', fixed(...ADAPTATION))],
    ['rXYZ', xyz(0.43606567, 0.2224884, 0.01391602)],
    ['gXYZ', xyz(0.38514709, 0.71687317, 0.09707642)],
    ['bXYZ', xyz(0.14306641, 0.06060791, 0.71409607)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve]
  ]
  const {table, body} = layOut(tags)
  return Buffer.concat([head(128 + table.length + body.length), table, body])
}

const HEAD = 128

// Tags with the same data share them.
function layOut(tags: readonly (readonly [key: string, data: Buffer])[]): {readonly table: Buffer; readonly body: Buffer} {
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length, 0)
  const places = new Map<Buffer, number>()
  const parts: Buffer[] = []
  let next = HEAD + table.length
  tags.forEach(([key, data], index) => {
    if (!places.has(data)) {
      const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
      places.set(data, next)
      parts.push(padded)
      next += padded.length
    }
    const at = 4 + index * 12
    table.write(key, at)
    table.writeUInt32BE(places.get(data)!, at + 4)
    table.writeUInt32BE(data.length, at + 8)
  })
  return {table, body: Buffer.concat(parts)}
}

// ICC.1:2022, 7.2: size, version, class, colour spaces, a date that never changes, signature and illuminant.
function head(size: number): Buffer {
  const bytes = Buffer.alloc(HEAD)
  bytes.writeUInt32BE(size, 0)
  bytes.writeUInt32BE(0x04_20_00_00, 8)
  bytes.write('mntrRGB XYZ ', 12)
  for (const [index, value] of [2026, 1, 1, 0, 0, 0].entries()) bytes.writeUInt16BE(value, 24 + index * 2)
  bytes.write('acsp', 36)
  fixed(...WHITE).copy(bytes, 68)
  return bytes
}

function tag(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), Buffer.alloc(4), body])
}

function fixed(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 65_536), index * 4))
  return bytes
}

function xyz(...values: readonly number[]): Buffer {
  return tag('XYZ ', fixed(...values))
}

function words(text: string): Buffer {
  const body = Buffer.from(text, 'utf16le').swap16()
  const head = Buffer.alloc(20)
  head.writeUInt32BE(1, 0)
  head.writeUInt32BE(12, 4)
  head.write('enUS', 8)
  head.writeUInt32BE(body.length, 12)
  head.writeUInt32BE(28, 16)
  return tag('mluc', Buffer.concat([head, body]))
}
