/** What a query may not hold: chance, the clock, the machine, files. */
import type {Message} from '../../messages.ts'
import type {Source} from '../../types.ts'
import {placeOfByte} from './place.ts'
import {checkSize, type Refusal} from './bounds.ts'
import {constantType, isTree, type Tree} from './syntax-tree.ts'

/** Something in a query that names what it reads or does. */
export interface Found {
  readonly what: 'table' | 'function' | 'table function' | 'word' | 'sample' | 'description' | 'parameter'
  readonly name: string
  /** Offset in bytes, where the database knows it. */
  readonly at: number | undefined
  readonly tree: Tree
}

const ROW_MAKERS = new Set(['range', 'generate_series', 'unnest', 'json_each', 'json_tree', 'repeat'])

/** Words that SQL reads as a function of the moment or the machine, unless they are quoted. */
const MOMENTS = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
  'localtimestamp',
  'current_user',
  'session_user',
  'user',
  'current_role',
  'current_schema',
  'current_catalog',
  'current_database'
])

/** Functions that the database does not call repeatable; asking it takes a third of a second, and a test compares. */
export const UNREPEATABLE: ReadonlySet<string> = new Set(
  (
    'current_connection_id current_database current_date current_query current_query_id current_schema current_schemas ' +
    'current_transaction_id currval error gen_random_uuid get_current_time get_current_timestamp in_search_path nextval now ' +
    'random setseed sleep_ms stats today transaction_timestamp txid_current uuid uuidv4 uuidv7 write_log'
  ).split(' ')
)

/** Functions that the database calls stable, though they tell of the moment or the machine. */
const SETTINGS = new Set(['current_setting', 'getvariable', 'getenv', 'version', 'pg_postmaster_start_time'])

/** Functions that the database calls repeatable, though they draw lots. */
const CHANCES = new Set(['reservoir_quantile'])

/** Functions that cut what they reckon to the places or the kind of their column, and what says the same without. */
const CUTTING: Readonly<Record<string, string>> = {
  list_median: '`median` of rows, as of `unnest(list)`',
  list_mad: '`mad` of rows, as of `unnest(list)`',
  fill: 'the line between two rows written out'
}
const LIST_AGGREGATES = new Set(['list_aggregate', 'list_aggr', 'array_aggregate', 'array_aggr', 'aggregate'])
const CUT_BY_NAME = /^(median|mad|quantile_cont|approx_quantile|reservoir_quantile)$/i

/** The message that refuses it, if it is refused. */
export function refuse(item: Found, source: Source): Message[] {
  const why = refusalOf(item, source)
  if (why === undefined) return []
  // A place is sought only for what is refused: that takes longer than all else.
  return [{severity: 'error', ...placeOfByte(source, item.at ?? 0), ...why}]
}

function refusalOf(item: Found, source: Source): Refusal | undefined {
  switch (item.what) {
    case 'sample':
      return changing(item)
    case 'parameter':
      return {
        ...outside(item),
        reason: 'Unexpected parameter, expected values that are written out',
        note: 'A query is given nothing; what differs by edition is split by `-- partition:`.'
      }
    case 'description':
    case 'table function':
      return item.what === 'table function' && ROW_MAKERS.has(item.name.toLowerCase()) ? undefined : outside(item)
    case 'table':
      return item.tree['schema_name'] || item.tree['catalog_name']
        ? {...outside(item), reason: `Unexpected schema before \`${item.name}\`, expected the name of a table alone`}
        : undefined
    case 'function':
      if (UNREPEATABLE.has(item.name) || SETTINGS.has(item.name) || CHANCES.has(item.name) || isAgeOfToday(item))
        return changing(item)
      return cuts(item) ?? checkSize(item.name, item.tree)
    case 'word': {
      if (!MOMENTS.has(item.name.toLowerCase()) || isQuoted(source, item.at)) return undefined
      const {note, ...why} = changing(item)
      return {...why, note: `${note} A column of this name is written in double quotes.`}
    }
  }
}

function changing({name}: Found) {
  return {
    rule: 'query-is-repeatable',
    reason: `Unexpected \`${name || 'sample'}\`, expected a query that gives the same rows every time`,
    note: "Take the date from a table or write it as `date '2024-04-15'`; chance and the clock are no source."
  } as const
}

function outside({name}: Found) {
  return {
    rule: 'query-reads-tables-only',
    reason: `Unexpected \`${name}\`, expected tables of the data package and other queries`,
    note: 'Files are read by the data package, under a contract.'
  } as const
}

function cuts({name, tree}: Found): Refusal | undefined {
  const inner = LIST_AGGREGATES.has(name) ? textIn(tree['children']) : undefined
  const instead = inner !== undefined && CUT_BY_NAME.test(inner) ? `\`${inner}\` of rows` : ownOf(CUTTING, name)
  if (instead === undefined) return undefined
  const reason = `Unexpected \`${name}\`, which cuts its result to the places of its list, expected ${instead}`
  return {rule: 'query-is-exact', reason}
}

function ownOf(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined
}

function textIn(children: unknown): string | undefined {
  const second: unknown = Array.isArray(children) ? children[1] : undefined
  const value = constantType(second)?.['id'] === 'VARCHAR' && isTree(second) ? second['value'] : undefined
  return isTree(value) ? String(value['value']) : undefined
}

// `age(x)` counts from today, `age(x, y)` does not.
function isAgeOfToday({name, tree}: Found): boolean {
  return name === 'age' && Array.isArray(tree['children']) && tree['children'].length === 1
}

function isQuoted({text}: Source, at: number | undefined): boolean {
  return (
    at !== undefined &&
    Buffer.from(text)
      .subarray(at, at + 1)
      .toString() === '"'
  )
}
