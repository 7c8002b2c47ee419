/** Rows that are joined to a place by its code, and beside it carry the name of another place: the numbers of one are read as the other's. */
import {gathering, type Message} from '../../messages.ts'
import type {Field, Resource, Row} from '../../types.ts'
import type {PlacedTable} from './keys.ts'
import {isOfPlaces, knownNames, type CodedColumn, type KnownName, type NamedPlaces} from './places-named.ts'
import {inPlace, rowName, shown} from './say.ts'

/** The places of a report, as its axes and tables name them. */
export interface PlaceTables {
  readonly tables: readonly PlacedTable[]
  readonly resources: readonly Resource[]
  readonly places: readonly NamedPlaces[]
}

/** A warning for each row whose name is that of another place than its code. */
export function checkPlaceNames({tables, resources, places}: PlaceTables): readonly Message[] {
  const {add, messages} = gathering()
  for (const placed of tables) {
    const resource = resources.find(({name}) => name === placed.table.name)
    if (resource !== undefined) add(places.flatMap((each) => strangers(placed, resource, each)))
  }
  return messages
}

// Of several columns of codes, that which the names fit best is theirs: to, and not from.
function strangers(placed: PlacedTable, resource: Resource, places: NamedPlaces): readonly Message[] {
  if (places.table === resource.name) return []
  const {rows} = placed.table
  const coded = codedColumns(rows, resource, places)
  const codes = new Set(coded.map(({column}) => column))
  const names = resource.fields.filter(({name, type}) => type === 'string' && !codes.has(name))
  return names.flatMap(({name}) => {
    const known = knownNames(rows, name, places)
    if (known.size === 0) return []
    const [best] = coded
      .map((code) => ({code, name, known, places}))
      .map((beside) => ({beside, own: rows.filter((row) => nameIn(row, beside)?.isOwn === true).length}))
      .toSorted((one, other) => other.own - one.own)
    return best !== undefined && isNamed(rows, best.beside) ? strayRows(placed, resource, best.beside) : []
  })
}

interface Beside {
  readonly code: CodedColumn
  /** The column of names. */
  readonly name: string
  /** What stands in it and is the name of a place. */
  readonly known: ReadonlyMap<string, KnownName>
  readonly places: NamedPlaces
}

// The name that a row has beside its code, and whose it is; nothing where either is not known.
function nameIn(
  row: Row,
  {code, name, known, places}: Beside
): (KnownName & {readonly id: string; readonly isOwn: boolean}) | undefined {
  const id = code.ids.get(String(row[code.column]))
  const found = known.get(String(row[name]))
  if (id === undefined || found === undefined) return undefined
  return {...found, id, isOwn: found.of.has(id) || places.own.get(id)?.has(found.value) === true}
}

// What a key leads to, and what holds codes of the places for the most part.
function codedColumns(
  rows: readonly Row[],
  {fields, foreignKeys, primaryKey}: Resource,
  places: NamedPlaces
): readonly CodedColumn[] {
  return fields.flatMap(({name, type}): readonly CodedColumn[] => {
    const key = foreignKeys.find(({fields: [own, ...others]}) => own === name && others.length === 0)
    const reads = key?.reference.resource === places.table ? key?.reference.fields[0] : undefined
    const by = reads === undefined ? guessed(rows, {name, type}, places) : places.codes.find(({column}) => column === reads)
    return by === undefined ? [] : [{column: name, ids: by.ids, isKey: primaryKey.includes(name)}]
  })
}

function guessed(rows: readonly Row[], {name, type}: Pick<Field, 'name' | 'type'>, {codes}: NamedPlaces) {
  if (type !== 'string') return undefined
  const values = [...new Set(rows.map((row) => row[name]))].filter((value) => typeof value === 'string')
  return codes.find(({ids}) => {
    const known = values.filter((value) => ids.has(value)).length
    return known > 1 && known * 2 >= values.length
  })
}

/** A name is that of the row's place for so many times as many rows as it is another's, where the column is not called so. */
const FAR_MORE = 4

// Where it is called a name, by names of the most rows, or by one name for each place; else, of a key, by almost all.
function isNamed(rows: readonly Row[], beside: Beside): boolean {
  const {code, name, places} = beside
  const stated = rows.filter((row) => typeof row[name] === 'string' && row[name] !== '')
  const known = stated.map((row) => nameIn(row, beside)).filter((each) => each !== undefined)
  const own = known.filter(({isOwn}) => isOwn).length
  const others = known.length - own
  if (others === 0) return false
  if (!isOfPlaces(name, code.column, places)) return code.isKey && own >= FAR_MORE * others
  if (own >= others) return known.length * 2 >= stated.length
  return known.length === stated.length && isOneToOne(known.map(({id, value}) => [id, value]))
}

// A list of neighbours has several names for a place.
function isOneToOne(pairs: readonly (readonly [string, string])[]): boolean {
  const count = (at: 0 | 1) => new Set(pairs.map((pair) => pair[at])).size
  const both = new Set(pairs.map((pair) => JSON.stringify(pair))).size
  return count(0) === both && count(1) === both && both > 1
}

function strayRows({table, lines, places: cells}: PlacedTable, {path}: Resource, beside: Beside): readonly Message[] {
  const {name, code, places} = beside
  return table.rows.flatMap((row, at): readonly Message[] => {
    const found = nameIn(row, beside)
    if (found === undefined || found.isOwn) return []
    const [whose, own] = [[...found.of].map((id) => `\`${id}\``).join(', '), places.nameFor(found.id, name, found.value)]
    const reason = `Unexpected ${shown(row[name])} in \`${name}\` of ${rowName(row, table.primaryKey)}, expected the name of \`${found.id}\`${own === undefined ? '' : `, ${shown(own)}`}: it is that of ${whose}`
    const note = `The row is read as that of ${shown(row[code.column])} in \`${code.column}\`. Mend the code or the name, whichever is wrong, with the numbers beside it; or the names in ${places.path}.`
    return [inPlace({severity: 'warning', rule: 'name-is-of-its-place', path, line: lines[at], reason, note}, cells)]
  })
}
