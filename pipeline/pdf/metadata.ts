/** What a PDF says of itself. */
import type {Language} from '../types.ts'

/** What a reader's program shows of a PDF besides its pages. */
export interface PdfMetadata {
  readonly title: string
  readonly author: string
  readonly subject: string
  readonly keywords: readonly string[]
  readonly language: Language
  /** ISO date of the release; the only date in the file. */
  readonly date: string
  /** `octavo 0.1.0` */
  readonly tool: string
}
