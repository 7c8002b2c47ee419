/** The text of a query -> the tables and functions that it reads, checked: one SELECT whose rows depend on tables alone. */
import type {Message} from '../../messages.ts'
import type {Source} from '../../types.ts'
import type {Database} from './database.ts'
import {placeOfByte} from './place.ts'
import {refuse, type Found} from './refuse.ts'
import {isTree, partsOf, type Tree} from './syntax-tree.ts'

/** What a query reads, in the order of its text, as it is written there. */
export interface Reads {
  readonly tables: readonly string[]
  readonly functions: readonly string[]
}

/** What is known of a query before it is asked. */
export interface ReadQuery {
  readonly reads: Reads
  /** The author says in which order the rows come. */
  readonly isOrdered: boolean
  /** Columns that it gives under another name as they are: the name -> the column. */
  readonly renamed: ReadonlyMap<string, string>
  readonly messages: readonly Message[]
}

/** Ask the database how it reads the text; nothing is run. */
export async function readSql(source: Source, database: Database): Promise<ReadQuery> {
  const parsed = await database.parse(source.text)
  const statements = isTree(parsed) && Array.isArray(parsed['statements']) ? parsed['statements'].filter(isTree) : []
  const statement = statements[0]
  if (statements.length !== 1 || statement === undefined) {
    return {
      reads: {tables: [], functions: []},
      isOrdered: false,
      renamed: new Map(),
      messages: [notOneSelect(source, parsed, statements.length)]
    }
  }
  const found = foundIn(statement)
  const namesOf = (what: Found['what']) => [...new Set(found.filter((item) => item.what === what).map(({name}) => name))]
  return {
    reads: {tables: namesOf('table'), functions: [...namesOf('function'), ...namesOf('table function')].sort()},
    isOrdered: hasOrder(statement),
    renamed: renamedIn(statement),
    messages: found.flatMap((item) => refuse(item, source))
  }
}

// The tree of a text is kept while it is of use, and read wherever its query is read.
const known = new WeakMap<Tree, readonly Found[]>()

function foundIn(statement: Tree): readonly Found[] {
  const found = known.get(statement) ?? walk(statement, new Set()).toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
  known.set(statement, found)
  return found
}

// `hidden`: names of `with` clauses, which are no tables in the query that they belong to.
function walk(node: unknown, hidden: ReadonlySet<string>): Found[] {
  if (Array.isArray(node)) return node.flatMap((child) => walk(child, hidden))
  if (!isTree(node)) return []
  const {found, names} = clauses(node['cte_map'], hidden)
  const children = Object.entries(node).filter(([name]) => name !== 'cte_map')
  return [...found, ...findings(node, names), ...children.flatMap(([, child]) => walk(child, names))]
}

// Each clause sees those before it, and itself only where it is recursive.
function clauses(map: unknown, hidden: ReadonlySet<string>): {readonly found: Found[]; readonly names: ReadonlySet<string>} {
  const entries = isTree(map) && Array.isArray(map['map']) ? map['map'].filter(isTree) : []
  const names = new Set(hidden)
  const found = entries.flatMap(({key, value}) => {
    const name = String(key).toLowerCase()
    const recursive = JSON.stringify(value).includes(`"type":"RECURSIVE_CTE_NODE"`)
    const inside = walk(value, recursive ? new Set([...names, name]) : new Set(names))
    names.add(name)
    return inside
  })
  return {found, names}
}

function findings(tree: Tree, hidden: ReadonlySet<string>): Found[] {
  const make = (what: Found['what'], name: unknown): Found => ({what, name: String(name), at: offsetOf(tree), tree})
  const sample = isTree(tree['sample']) ? [make('sample', '')] : []
  const {type} = tree
  if (type === 'BASE_TABLE')
    return [...sample, ...(hidden.has(String(tree['table_name']).toLowerCase()) ? [] : [make('table', tree['table_name'])])]
  if (tree['class'] === 'PARAMETER') return [make('parameter', 'parameter')]
  if (type === 'SHOW_REF') return [make('description', 'describe')]
  if (type === 'TABLE_FUNCTION' && isTree(tree['function']))
    return [...sample, make('table function', tree['function']['function_name'])]
  if (tree['is_operator'] === false || tree['class'] === 'WINDOW')
    return [make('function', String(tree['function_name']).toLowerCase())]
  if (type === 'COLUMN_REF' && Array.isArray(tree['column_names']) && tree['column_names'].length === 1)
    return [make('word', tree['column_names'][0])]
  return sample
}

function renamedIn({node}: Tree): ReadonlyMap<string, string> {
  const list = isTree(node) && node['type'] === 'SELECT_NODE' ? partsOf(node['select_list']) : []
  const renamed = list.flatMap((item): [string, string][] => {
    if (!isTree(item) || item['class'] !== 'COLUMN_REF' || typeof item['alias'] !== 'string' || item['alias'] === '') return []
    const name = partsOf(item['column_names']).at(-1)
    return typeof name === 'string' && name !== item['alias'] ? [[item['alias'], name]] : []
  })
  return new Map(renamed)
}

function hasOrder(statement: Tree): boolean {
  const node = statement['node']
  const modifiers = isTree(node) && Array.isArray(node['modifiers']) ? node['modifiers'] : []
  return modifiers.some((modifier) => isTree(modifier) && modifier['type'] === 'ORDER_MODIFIER')
}

function offsetOf(tree: Tree): number | undefined {
  const at = tree['query_location']
  return typeof at === 'number' && at < Number.MAX_SAFE_INTEGER ? at : undefined
}

function notOneSelect(source: Source, parsed: unknown, count: number): Message {
  const error = isTree(parsed) && parsed['error'] === true ? parsed : undefined
  const place = placeOfByte(source, Number(error?.['position'] ?? 0))
  if (error?.['error_type'] === 'parser')
    return {severity: 'error', rule: 'query-is-wellformed', ...place, reason: `Unexpected SQL, ${String(error['error_message'])}`}
  const found = error !== undefined ? 'statement that is no SELECT' : count === 0 ? 'empty query' : `${count} statements`
  return {
    severity: 'error',
    rule: 'query-is-one-select',
    ...place,
    reason: `Unexpected ${found}, expected one SELECT`,
    note: 'A query reads tables and changes nothing.'
  }
}
