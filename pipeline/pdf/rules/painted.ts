/** What the pages of a file paint: within which marks, with which fonts and colours. */
import type {PdfDictionary} from '../objects.ts'

/** A colour that means nothing without a profile. */
export type Device = 'DeviceRGB' | 'DeviceGray' | 'DeviceCMYK'

/** What may be wrong with the marks of a content stream (ISO 32000-1, 14.6; ISO 14289-1, 7.1). */
export type MarkFault = 'unmarked' | 'artifact in content' | 'content in artifact' | 'never ended' | 'never begun' | 'unreadable'

/** A font, and what is shown with it. */
export interface ShownFont {
  readonly dictionary: PdfDictionary
  /** Page on which it is met first. */
  readonly page: number
  readonly object: number | undefined
  /** Strings as they are shown, one character a byte. */
  readonly strings: Set<string>
}

/** Marked content of a page or a form, by its number. */
export interface MarkedContent {
  readonly page: number
  /** Tag of each sequence with this number. */
  readonly tags: string[]
}

/** What all pages paint. */
export interface Painted {
  /** By the object of the page or form. */
  readonly contents: Map<number, Map<number, MarkedContent>>
  readonly fonts: Map<PdfDictionary, ShownFont>
  /** Pages and the colours on them that have no profile of their own. */
  readonly devices: Map<number, Set<Device>>
  readonly transparent: Set<number>
  /** Pages and the most ink of one colour on them, all inks together, in percent. Pictures and runs of colours are not counted. */
  readonly inks: Map<number, number>
  readonly faults: {readonly kind: MarkFault; readonly page: number; readonly what: string}[]
}

/** Nothing painted yet. */
export function nothingPainted(): Painted {
  return {contents: new Map(), fonts: new Map(), devices: new Map(), transparent: new Set(), inks: new Map(), faults: []}
}

/** In what a paint stands. */
export type Inside = 'nothing' | 'content' | 'artifact'
