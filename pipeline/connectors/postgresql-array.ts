/** An array as PostgreSQL writes it, `{a,"b, c",NULL}` -> its items. https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */

/** Types of arrays: of truths, whole numbers, texts, numbers, days, times and moments. */
const ARRAYS = new Set([1000, 1005, 1007, 1016, 1009, 1014, 1015, 1021, 1022, 1231, 1182, 1183, 1115, 1185, 2951])
const TRUTHS = 1000

/** Whether a column of this type holds arrays. */
export function isArray(type: number): boolean {
  return ARRAYS.has(type)
}

/** The items as texts; nothing where one is not stated, or is itself an array. */
export function itemsIn(text: string, type?: number): readonly (string | boolean)[] | undefined {
  if (!/^\{.*\}$/s.test(text)) return undefined
  const items = [...text.slice(1, -1).matchAll(/"((?:\\.|[^"\\])*)"|([^,]+)/gs)]
  if (items.some(([, , bare = '']) => /^NULL$/i.test(bare) || bare.includes('{'))) return undefined
  const texts = items.map(([, quoted, bare]) => bare ?? quoted!.replaceAll(/\\(.)/gs, '$1'))
  return type === TRUTHS ? texts.map((each) => each === 't') : texts
}
