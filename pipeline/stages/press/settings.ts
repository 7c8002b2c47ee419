/** How a report is to be printed by a press. */
import type {Box} from '../../pdf/matrix.ts'

/** What `press` in report.yaml says, with what it may leave out. */
export interface PressSettings {
  /** Millimetres that what touches the edge of a page goes beyond it. */
  readonly bleed: number
  /** Crop and registration marks around the page. */
  readonly marks: boolean
  /** Two pages on a sheet that is folded in its middle. */
  readonly booklet: boolean
  /** All inks together, in hundredths, that the press may put on one place. */
  readonly inkLimit?: number
  /** Colours of the theme that stand for grey, as `#1b1e23`: they are printed in black alone. */
  readonly greys: readonly string[]
}

/** The boxes of a page, in points: all of it, what is printed, and what is left when it is cut. */
export interface Boxes {
  readonly media: Box
  readonly bleed: Box
  readonly trim: Box
}

/** Millimetres around the bleed that hold the marks. */
export const SLUG = 7

/** Millimetres that a page reaches beyond its bleed: the browser begins and ends at whole pixels. */
export const SPARE = 0.5

/** Millimetres in points. */
export function points(millimetres: number): number {
  return (millimetres * 72) / 25.4
}
