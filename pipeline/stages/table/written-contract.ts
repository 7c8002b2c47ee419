/** Whether what a contract says of how cells are written fits the columns: what would be ignored is told. */
import type {Message} from '../../messages.ts'
import {formatProblem, isMomentType} from './format.ts'
import type {Field, Resource, Written} from '../../types.ts'

type Place = Pick<Message, 'severity' | 'path' | 'line' | 'column'>

/** Types that each word is for. */
const FOR: Readonly<Record<Exclude<keyof Written, 'header'>, readonly Field['type'][]>> = {
  bareNumber: ['number', 'integer'],
  decimalChar: ['number'],
  groupChar: ['number', 'integer'],
  trueValues: ['boolean'],
  falseValues: ['boolean'],
  format: ['date', 'time', 'datetime'],
  delimiter: ['list']
}

/** Words for another type, a format that is none, one character for two things. `at` places a field by its index. */
export function checkWritten({fields, written = {}}: Resource, at: (field: number) => Place): Message[] {
  const ownOf = ({name}: Field) => (Object.hasOwn(written, name) ? written[name]! : {})
  const headers = fields.map((field) => ownOf(field).header ?? field.name)
  return fields.flatMap((field, index) => {
    const isSecond = headers.indexOf(headers[index]!) !== index
    const second = `Unexpected second column under the header \`${headers[index]}\`, expected each of the file once`
    return [...(isSecond ? [second] : []), ...problemsOf(field, ownOf(field))].map((reason): Message => ({
      ...at(index),
      rule: 'writing-fits-its-column',
      reason
    }))
  })
}

function problemsOf({name, type, itemType, unit, unitFrom}: Field, own: Written): readonly string[] {
  const stray = (Object.keys(FOR) as (keyof typeof FOR)[]).filter((word) => own[word] !== undefined && !FOR[word].includes(type))
  const {decimalChar = '.', groupChar, format} = own
  const instead = format === undefined || !isMomentType(type) ? undefined : formatProblem(format, type)
  return [
    ...stray.map(
      (word) => `Unexpected \`${word}\` of \`${name}\`, a column of type ${type}, expected it for ${FOR[word].join(' or ')}`
    ),
    ...(stray.length === 0 && type === 'number' && groupChar === decimalChar
      ? [`Unexpected \`${groupChar}\` for thousands and for the decimal point of \`${name}\`, expected two characters`]
      : []),
    ...(own.bareNumber === false && unit === undefined && unitFrom === undefined
      ? [`Unexpected \`bareNumber\` of \`${name}\` without a \`unit\`, expected the unit that its cells have`]
      : []),
    ...(itemType !== undefined && type !== 'list'
      ? [`Unexpected \`itemType\` of \`${name}\`, a column of type ${type}, expected it for list`]
      : []),
    ...(stray.length === 0 && instead !== undefined
      ? [`Unexpected format \`${format}\` of \`${name}\`, expected ${instead}`]
      : [])
  ]
}
