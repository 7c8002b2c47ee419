/** What a check of a page is. Its rule is named for what should hold. */
import type {Message} from '../messages.ts'
import type {PrintPage} from '../types.ts'

/** Looks at a page before it is printed, and gives what is wrong with it. */
export interface Check {
  readonly rule: string
  look(page: PrintPage): Promise<readonly Message[]>
}
