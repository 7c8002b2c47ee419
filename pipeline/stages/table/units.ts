/** What stands beside the numbers of a file, held against the unit that the contract says of them. */
import type {RawTable} from '../../connectors/connector.ts'
import type {Message} from '../../messages.ts'
import type {Resource} from '../../types.ts'
import {affixedIn, affixOf, around, isSaidBy, isSame} from './affix.ts'

/** Columns whose unit is another than their cells have, as far as signs tell. */
export function checkUnits({rows}: RawTable, {path, fields, written = {}}: Resource): readonly Message[] {
  return fields.flatMap(({name, unit}): Message[] => {
    if (unit === undefined || !Object.hasOwn(written, name) || written[name]!.bareNumber !== false) return []
    const affix = affixOf(rows.map(({cells}) => cells[name] ?? null))
    const texts = Object.values(unit)
    if (affix === undefined || isSaidBy(texts, affix)) return []
    const own = rows.find(({cells}) => isSame(affixedIn(cells[name] ?? null)?.affix ?? NONE, affix))
    const reason = `Unexpected \`${around('1', affix)}\` in \`${name}\`, whose \`unit\` is \`${texts[0]}\`, expected the same of both`
    const note = 'Say in `unit` what the cells have: what stands beside the numbers is taken off, and the unit put in its place.'
    return [{severity: 'error', rule: 'unit-is-that-of-its-cells', path, ...(own && {line: own.line}), reason, note}]
  })
}

const NONE = {before: '', after: ''}
