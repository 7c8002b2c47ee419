/** What an author should look at though it can be printed, in words. */
import type {Message} from '../messages.ts'
import type {Said} from './value.ts'

/** What is doubtful about a shown value. */
export type Doubt = NonNullable<Said['doubt']>

type Words = Pick<Message, 'rule' | 'reason' | 'note'>

/** A warning about a column of a query, told once for all places and editions that show it. */
export function doubtOf(doubt: Doubt, query: string, column: string): Omit<Message, 'node'> {
  const words = WORDS[doubt](query, column)
  return {severity: 'warning', ...words, once: `${words.rule} ${query}.${column}`}
}

/** A warning about a unit by hand that contradicts the unit of its column. */
export function unitDoubt(written: string, own: string): Omit<Message, 'node'> {
  return {
    severity: 'warning',
    rule: 'unit-is-of-its-column',
    reason: `Unexpected unit \`${written}\` beside a number whose unit is \`${own}\`, expected that of its column`,
    note: 'Write the unit that the data package gives the column, or mend it there. What is in another unit is another column: reckon it in the query.'
  }
}

const WORDS: Readonly<Record<Doubt, (query: string, column: string) => Words>> = {
  decimals: (query, column) => ({
    rule: 'number-has-decimals',
    reason: `Unexpected long fraction in \`${query}.${column}\`, expected \`decimals\` of this column in the data package`,
    note: `It is shown with a few figures. Say how many digits readers see: \`"queries": [{"name": "${query}", "fields": [{"name": "${column}", "type": "number", "decimals": 1}]}]\`, or \`digits=1\` in the text.`
  }),
  gaps: (query, column) => ({
    rule: 'column-has-no-gaps',
    reason: `Unexpected empty values of \`${query}.${column}\`, expected one in every row: a place or a list leaves them out`,
    note: `Say in the text how many it is of, and read the rows from a query that asks for them: \`WHERE ${column} IS NOT NULL\`.`
  }),
  elsewhere: (query, column) => ({
    rule: 'place-is-among-equals',
    reason: `Unexpected place of a value that is none of \`${query}.${column}\`, expected one of its values`,
    note: 'Both are to be of one year, one unit and rounded alike. Where the place that a value would have is meant, say `outside=true`.'
  }),
  absent: (query, column) => ({
    rule: 'place-is-among-equals',
    reason: `Unexpected \`${query}.${column}\` without a value of this edition's own, expected one among those that it is held against`,
    note: 'Its number has no place there, and a strip no mark. Look whether a join or a condition of that query leaves it out.'
  }),
  several: (query, column) => ({
    rule: 'place-is-among-equals',
    reason: `Unexpected place in \`${query}.${column}\`, which has several rows of this edition's own and of others, expected one for each`,
    note: 'Take the place in a query that holds one year or one kind alone.'
  }),
  total: (query, column) => ({
    rule: 'total-stands-apart',
    reason: `Unexpected place in \`${query}.${column}\`, of which one value is the whole of the others, expected its parts alone`,
    note: "Leave the total out of that query, as in `where region <> 'Total'`. Where a place outside of it is meant, say `outside=true`."
  }),
  rate: (query, column) => ({
    rule: 'rate-changes-in-points',
    reason: `Unexpected per cent of \`${query}.${column}\`, which is a percentage itself, expected percentage points`,
    note: 'Write `by="points"`. Where per cent of the percentage are meant, say so in words, and `by="relative"`.'
  }),
  whole: (query, column) => ({
    rule: 'share-is-part-of-a-whole',
    reason: `Unexpected share of more than 100% for \`${query}.${column}\`, expected a part of a whole`,
    note: 'Part comes first, the whole behind `of=`. Where more than the whole is meant, say `over=true`.'
  })
}
