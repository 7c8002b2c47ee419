/** A row of a table -> its id: an address of its own, made alike by the table and by whoever names one from outside. */

/** The id of the row of a value, as `tab-rules-page-is-full`; nothing where the value has no letter or digit of ASCII, or has others. */
export function rowAnchor(table: string, value: string): string | undefined {
  if (!/^[\w .:-]*[A-Za-z0-9][\w .:-]*$/.test(value)) return undefined
  return `${table}-${value.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
}
