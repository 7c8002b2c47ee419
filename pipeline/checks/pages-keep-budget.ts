/** An edition has no more pages than its report, or its layout, allows: `mostPages`. */
import type {Check} from './check.ts'

/** Tells of an edition that is too long. */
export const pagesKeepBudget: Check = {
  of: 'print',
  rule: 'pages-keep-budget',
  look({mostPages, set}) {
    const pages = set.labels.length
    if (mostPages === undefined || pages <= mostPages) return []
    return [
      {
        severity: 'error',
        rule: 'pages-keep-budget',
        reason: `Unexpected ${pages} pages, expected ${mostPages} at most`,
        note: 'Shorten the text, leave chapters to other editions, or give `report.yaml`, or the layout, a larger `mostPages`.'
      }
    ]
  }
}
