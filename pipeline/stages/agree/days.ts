/** A piece in two languages -> days and months that they write otherwise. */
import {writtenDays} from '../../language/written-days.ts'

/** What the second one has, and the first has in its place; nothing where they do not write as many. A year is told with other numbers. */
export function otherDays(one: string, two: string): readonly (readonly [own: string, wanted: string])[] {
  const [wanted, own] = [writtenDays(one), writtenDays(two)]
  if (wanted === undefined || own === undefined || wanted.length !== own.length) return []
  const strange = own.filter((day) => !wanted.some((other) => isSame(day, other)))
  const left = wanted.filter((day) => !own.some((other) => isSame(day, other)))
  return strange.flatMap((day, index) => {
    const other = left[index]
    return other === undefined || day.slice(0, 4) !== other.slice(0, 4) ? [] : [[day, other] as const]
  })
}

// One may say the month alone.
function isSame(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}
