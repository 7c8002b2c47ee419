/** What is told of a chart, and what it is read from. */
import type {Kind} from '../../language/chart-rules.ts'
import type {Language, Row, Selection} from '../../types.ts'
import type {Drawn} from './draw.ts'
import type {Sources} from './rows.ts'
import type {DrawnUnit} from './seen.ts'
import type {Use} from './uses.ts'

/** What a chart shows, as a reader takes it in. */
export interface Reading {
  /** Title or number of its panel, where there are several. */
  readonly panel: string | undefined
  /** Whether it is told in words; what only adds a column to the table is not. */
  readonly isTold: boolean
  readonly kind: Kind
  readonly rows: readonly Row[]
  /** The edition's own among the rows; empty where all are. */
  readonly own: ReadonlySet<Row>
  readonly measure: Use | undefined
  /** The axis along which lines run, or which points are set against. */
  readonly across: Use | undefined
  /** What tells one mark from another. */
  readonly names: readonly Use[]
  /** A kind that is shown by colour. */
  readonly group: Use | undefined
  /** All columns that are drawn, names first, measures last. */
  readonly uses: readonly Use[]
}

/** What was drawn, and of which rows. */
export interface ReadingInput {
  readonly drawn: readonly DrawnUnit[]
  readonly bound: Sources
  readonly order: Drawn['order']
  readonly axes: Selection
  readonly language: Language
}

/** A reading before its panel is known. */
export type Unnamed = Omit<Reading, 'panel'>
