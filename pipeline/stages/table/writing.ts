/** How the cells of one column are written in a file. */
import type {RawCell} from '../../connectors/connector.ts'

/** A reader of cells that are written in one way. */
export interface Writing {
  /** What is told to the author of a cell that is not written so. */
  readonly expected?: string
  /** The cell as Octavo writes it; nothing where it is not written as its contract says. */
  plain(raw: string): RawCell | undefined
}
