/** What the tables of an embedded TrueType font say of its glyphs (ISO/IEC 14496-22). */

/** The glyphs of a font. */
export interface Typeface {
  readonly glyphs: number
  /** In thousandths of the size. */
  width(glyph: number): number
}

/** Nothing where the bytes are no TrueType font with widths. */
export function readTypeface(bytes: Uint8Array): Typeface | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return typefaceIn(view)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

// Reading past the end throws a RangeError.
function typefaceIn(view: DataView): Typeface | undefined {
  const [head, hhea, hmtx, maxp] = ['head', 'hhea', 'hmtx', 'maxp'].map((tag) => tableAt(view, tag))
  if (head === undefined || hhea === undefined || hmtx === undefined || maxp === undefined) return undefined
  const unit = view.getUint16(head + 18)
  const measured = view.getUint16(hhea + 34)
  if (unit === 0 || measured === 0) return undefined
  // Glyphs behind the last one that is measured are as wide as it.
  const width = (glyph: number) => (view.getUint16(hmtx + 4 * Math.min(glyph, measured - 1)) * 1000) / unit
  width(measured - 1)
  return {glyphs: view.getUint16(maxp + 4), width}
}

function tableAt(view: DataView, tag: string): number | undefined {
  const count = view.getUint16(4)
  for (let index = 0; index < count; index++) {
    const at = 12 + 16 * index
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)))
    if (name === tag) return view.getUint32(at + 8)
  }
  return undefined
}
