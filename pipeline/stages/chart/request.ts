/** What a chart is drawn from, and with. */
import type {Measure} from '../../design/widths.ts'
import type {Theme} from '../../design/theme.ts'
import type {Message} from '../../messages.ts'
import type {Dataset, Language, Selection, TitleNumber} from '../../types.ts'

/** A chart: its spec and how it is to look. */
export interface ChartRequest {
  /** Id of the figure, and prefix of the ids inside the SVG. */
  readonly id: string
  /** Text of the Vega-Lite spec, and the file it is from. */
  readonly spec: string
  readonly path: string
  /** What the spec calls `edition`: only the axes it uses, so that charts alike are drawn once. */
  readonly axes: Selection
  /** Names of all axes of the report, where the spec asks for one that is none of them. */
  readonly allAxes?: readonly string[]
  readonly theme: Theme
  readonly language: Language
  /** CSS pixels, labels included. */
  readonly width: number
  readonly title: string
  /** Numbers that the title prints, and where it is written, as `chapter#id`. */
  readonly spoken?: {readonly numbers: readonly TitleNumber[]; readonly anchor: string}
  readonly alt?: string
  /** Times the height that its author wrote, so that a page is full. */
  readonly stretch?: number
  /** Drawn anew for a phone, as narrow as it can be read. */
  readonly narrow?: true
}

/** A chart with its rows. */
export interface DrawRequest extends ChartRequest {
  readonly datasets: readonly Dataset[]
}

/** What a chart is drawn with. */
export interface ChartTools {
  readonly measure: Measure
  readonly say: (message: Message) => void
}
