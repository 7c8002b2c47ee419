/** A value of a result that no page can show -> the message that says so, and how to have another. */
import type {Message} from '../../messages.ts'
import type {Field, FieldType, Query} from '../../types.ts'
import type {Value} from './database.ts'
import {namePattern, placeOfMatch} from './place.ts'

type Words = Pick<Message, 'rule' | 'note'> & {readonly expected: string}

const BY_TYPE: Readonly<Partial<Record<FieldType, (name: string) => Words>>> = {
  date: (name) => ({
    rule: 'value-is-a-day',
    expected: 'a day of the years 0 to 9999',
    note: `A time of day is cut off by \`${name}::date\`, and kept where the data package has \`${name}\` as a \`datetime\`.`
  }),
  datetime: () => ({rule: 'value-is-a-moment', expected: 'a moment of the years 0 to 9999', note: undefined}),
  time: () => ({rule: 'value-is-a-time', expected: 'a time of the day, below 24:00:00', note: undefined}),
  yearmonth: (name) => ({
    rule: 'value-is-a-month',
    expected: 'a month as `2024-04`, as in the column of this name',
    note: `Give other texts another name: \`... as ${name}_name\`.`
  }),
  duration: () => ({
    rule: 'value-is-a-duration',
    expected: 'months alone, or days and time alone',
    note: "A month is no number of days: subtract days from days (`a - b`), or count months (`date_diff('month', b, a)`)."
  }),
  list: (name) => ({
    rule: 'value-is-a-list',
    expected: 'a list with a value in every place',
    note: `Leave out what is not stated: \`list_filter(${name}, x -> x is not null)\`, \`list(x) filter (x is not null)\`.`
  })
}

/** The message about such a value. */
export function useless({path, sql}: Query, {name, type}: Field, value: Value): Message {
  const place = {severity: 'error', ...placeOfMatch({path, text: sql}, namePattern(name))} as const
  const found = (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 60)
  const {rule, expected, note} = BY_TYPE[type]?.(name) ?? ofNumber(value)
  return {...place, rule, reason: `Unexpected ${found} in \`${name}\`, expected ${expected}`, ...(note && {note})}
}

function ofNumber(value: Value): Words {
  if (typeof value === 'number')
    return {
      rule: 'value-is-exact',
      expected: 'digits that are all sure: floating point holds 15',
      note: 'Reckon it with decimals alone: `+`, `-`, `*`, `sum`; or say it in thousands or millions, as in `/ 1000000`.'
    }
  return {
    rule: 'value-is-finite',
    expected: 'a value that can be printed',
    note: 'A division by zero gives Infinity; divide by `nullif(x, 0)` to have no value instead.'
  }
}
