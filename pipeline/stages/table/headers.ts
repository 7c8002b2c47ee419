/** A table under the headers of its file -> the same under the names of its contract, where those are others. */
import type {RawTable} from '../../connectors/connector.ts'
import type {Resource} from '../../types.ts'

/** Read a table by what the header of its file calls the columns. */
export async function underNames(
  resource: Resource,
  read: (inFile: Resource) => RawTable | Promise<RawTable>
): Promise<RawTable> {
  const {fields, written = {}} = resource
  const headers = new Map(
    fields.map(({name}) => [name, (Object.hasOwn(written, name) ? written[name]!.header : undefined) ?? name])
  )
  if ([...headers].every(([name, header]) => name === header)) return read(resource)
  const raw = await read({...resource, fields: fields.map((field) => ({...field, name: headers.get(field.name)!}))})
  const named = <Value>(of: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(
      [...headers].flatMap(([name, header]) => (Object.hasOwn(of, header) ? [[name, of[header]!] as const] : []))
    )
  const {places} = raw
  return {
    ...raw,
    rows: raw.rows.map(({line, cells}) => ({line, cells: named(cells)})),
    ...(places && {places: {...places, ...(places.columns && {columns: named(places.columns)})}})
  }
}
