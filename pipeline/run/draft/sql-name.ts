/** Names as SQL takes them. */

/** Words that DuckDB takes for its own in some place, as `duckdb_keywords()` lists them. */
const RESERVED: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default deferrable
  desc describe distinct do else end except false fetch for foreign from group having in initially intersect into lambda lateral
  leading limit not null offset on only or order pivot pivot_longer pivot_wider placing primary qualify references returning
  select show some summarize symmetric table then to trailing true union unique unpivot using variadic when where window with
  anti right at authorization binary by collation columns concurrently asof freeze full generated glob ilike inner is isnull join
  left like map natural notnull outer overlaps positional verbose semi similar struct tablesample try_cast unpack cross
  between varchar bit boolean char character coalesce dec decimal exists extract float grouping bigint inout int integer interval
  national nchar none nullif numeric out overlay position precision real row setof smallint substring time timestamp treat trim
  values grouping_id`.split(/\s+/)
)

/** Whether SQL takes a name without quotation marks. */
export function isPlain(name: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name)
}

/** The name, in quotation marks where it needs them. */
export function sqlName(name: string): string {
  return isPlain(name) ? name : `"${name.replaceAll('"', '""')}"`
}
