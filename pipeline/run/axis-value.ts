/** A value of an axis by its id, found in one step: an axis may have thousands, and each edition asks. */
import type {Axis, AxisValue} from '../types.ts'

const known = new WeakMap<Axis, ReadonlyMap<string, AxisValue>>()

/** The value with an id; nothing where there is none. */
export function valueOf(axis: Axis, id: string | undefined): AxisValue | undefined {
  let values = known.get(axis)
  if (values === undefined) known.set(axis, (values = new Map(axis.values.map((value) => [value.id, value]))))
  return id === undefined ? undefined : values.get(id)
}
