/** How the cells of one column are written in a file. */
import type {RawCell} from '../../connectors/connector.ts'
import type {Written} from '../../types.ts'

/** A reader of cells that are written in one way. */
export interface Writing {
  /** What is told to the author of a cell that is not written so. */
  readonly expected?: string
  /** The cell as Octavo writes it; nothing where it is not written as its contract says. */
  plain(raw: string): RawCell | undefined
}

const GROUPS = [' ', '\u00A0', '\u202F', '\u2009', '’', "'"]

/** How numbers are written, the plainest first. */
export const NUMBER_WRITINGS: readonly Written[] = [
  {},
  {groupChar: ','},
  {decimalChar: ','},
  {decimalChar: ',', groupChar: '.'},
  ...GROUPS.flatMap((groupChar) => [{groupChar}, {decimalChar: ',', groupChar}])
]
