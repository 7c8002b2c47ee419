/** Edits of the data and of their contract. */
import {byteOrderMark, inFile, lineEnds, replaceOne, shuffle, swap, swapColumns, tail, toggle} from '../changes.ts'
import {edited, editedAll, renamed, textOf, without, withText, type Kind} from '../files.ts'

const STALLS = 'data/stalls.csv'
const REGIONS = 'data/regions.csv'
const FEES = 'data/fees.json'
const DAYS = 'data/days.yaml'
const CONTRACT = 'datapackage.json'

export const dataKinds: readonly Kind[] = [
  inFile(
    'a count',
    STALLS,
    replaceOne(/(?<=,20\d\d,)\d+/g, (pick) => String(100 + pick(1900)))
  ),
  inFile(
    'a decimal',
    STALLS,
    replaceOne(/\d+\.\d+/g, (pick) => `${pick(30)}.${10 + pick(89)}`)
  ),
  inFile(
    'a decimal that shows the same',
    STALLS,
    replaceOne(/(?<=\.\d)\d(?=,)/g, (pick) => String(pick(5)))
  ),
  inFile('zeros behind a decimal', STALLS, toggle('15.25,', '15.2500,')),
  inFile(
    'a note',
    STALLS,
    replaceOne(/,[^,\n]*$/gm, (pick) => `,note ${pick(99)}`, 1)
  ),
  inFile(
    'no note',
    STALLS,
    replaceOne(/(?<=,)note \d+$/gm, () => '')
  ),
  inFile('the order of rows of CSV', STALLS, shuffle(/^\w+,20\d\d,/)),
  columns('the order of columns', STALLS, [2, 3], 'stalls', 'visitors'),
  columns('the order of name columns', REGIONS, [1, 2], 'name_en', 'name_zh_hans'),
  columns('the order of columns that a partial lists', REGIONS, [4, 5], 'kind', 'opened'),
  inFile('columns that stand otherwise than their contract says', STALLS, swapColumns(2, 3)),
  inFile('line ends of CSV', REGIONS, lineEnds),
  inFile('a mark of byte order in CSV', STALLS, byteOrderMark),
  inFile('quotes around a cell', REGIONS, toggle('south,', '"south",')),
  inFile('an empty line at the end of CSV', STALLS, tail('\n')),
  inFile(
    'a name in English',
    REGIONS,
    replaceOne(/(?<=^\w+,)[A-Z][^,\n]*/gm, (pick) => `Name ${pick(99)}`)
  ),
  inFile('a name in Chinese', REGIONS, toggle('北区', '北部区')),
  inFile('a composed letter', REGIONS, toggle('South', 'Sou\u0301th')),
  inFile('the same letter in one piece', REGIONS, toggle('u\u0301', 'ú')),
  inFile(
    'a kind',
    REGIONS,
    replaceOne(/coast|inland/g, (pick) => (pick(2) === 0 ? 'coast' : 'inland'))
  ),
  inFile(
    'a day',
    REGIONS,
    replaceOne(/-\d\d$/gm, (pick) => `-${10 + pick(18)}`)
  ),
  {
    name: 'a region more',
    change: (files) => {
      const rows = [
        [REGIONS, 'east,East,东区,東區,inland,1999-09-09\n'],
        [STALLS, 'east,2022,500,5.5,\neast,2023,512,5.75,\n'],
        [FEES, '  {"region": "east", "kind": "day", "fee": "7.25", "paid": true},\n']
      ] as const
      const isThere = textOf(files, REGIONS).includes('\neast,')
      const toggled = (row: string) => (text: string) => (isThere ? text.replace(row, '') : text.replace('\n', `\n${row}`))
      return rows.reduce((sofar, [path, row]) => edited(sofar, path, toggled(row)), files)
    }
  },
  {
    name: 'the id of a region',
    change: (files) => {
      const [from, to] = textOf(files, REGIONS).includes('\nwest,') ? ['west', 'farwest'] : ['farwest', 'west']
      const id = new RegExp(`(?<![\\w-])${from}(?![\\w-])`, 'g')
      return editedAll(files, ['data/', 'report.yaml'], (text) => text.replaceAll(id, to!))
    }
  },
  inFile(
    'a number of JSON',
    FEES,
    replaceOne(/(?<="fee": ")[\d.]+/g, (pick) => `${pick(300)}.${10 + pick(89)}`)
  ),
  inFile(
    'a truth of JSON',
    FEES,
    replaceOne(/true|false/g, (pick) => (pick(2) === 0 ? 'true' : 'false'))
  ),
  inFile('a null of JSON', FEES, toggle('"fee": null', '"fee": "160.00"')),
  inFile('the order of rows of JSON', FEES, swap('{"region": "north", "kind": "day"', '{"region": "south", "kind": "day"')),
  inFile('the order of keys of JSON', FEES, toggle('"kind": "day", "fee": "8"', '"fee": "8", "kind": "day"')),
  inFile('blanks of JSON', FEES, toggle('  {"region": "west", "kind": "day"', '  {"region":  "west",  "kind": "day"')),
  inFile('a mark of byte order in JSON', FEES, byteOrderMark),
  inFile(
    'an hour of YAML',
    DAYS,
    replaceOne(/(?<=open: )\d+/g, (pick) => String(5 + pick(6)))
  ),
  inFile('the order of rows of YAML', DAYS, shuffle(/^- \{/)),
  inFile(
    'a remark in YAML',
    DAYS,
    replaceOne(/^# .*$/gm, (pick) => `# Reviewed ${pick(99)} times.`)
  ),
  inFile('the style of YAML', DAYS, toggle('- {day: sat, open: 6,', '- {"day": "sat",\n   open: 6,')),
  inFile('line ends of YAML', DAYS, lineEnds),
  {
    name: 'a data file gets another name',
    change: (files) => {
      const [from, to] = files.has(STALLS) ? [STALLS, 'data/halls/stalls-2023.csv'] : ['data/halls/stalls-2023.csv', STALLS]
      return edited(renamed(files, from, to), CONTRACT, (text) => text.replace(from, to))
    }
  },
  {
    name: 'a data file becomes a link',
    change: (files) => {
      if (files.has('data/real/days.yaml'))
        return new Map([...without(files, 'data/real/days.yaml'), [DAYS, files.get('data/real/days.yaml')!]])
      return new Map([...files, ['data/real/days.yaml', files.get(DAYS)!], [DAYS, {link: 'real/days.yaml'}]])
    }
  },
  {
    name: 'semicolons instead of commas',
    change: (files) => {
      const dialect = '\n      "dialect": {"delimiter": ";"},'
      const path = '"path": "data/regions.csv",'
      if (!textOf(files, REGIONS).includes(';'))
        return edited(
          edited(files, REGIONS, (text) => text.replaceAll(',', ';')),
          CONTRACT,
          (text) => text.replace(path, path + dialect)
        )
      return edited(
        edited(files, REGIONS, (text) => text.replaceAll(';', ',')),
        CONTRACT,
        (text) => text.replace(dialect, '')
      )
    }
  },
  {
    name: 'a table that nothing reads',
    change: (files) => {
      const resource = `,\n    {"name": "spare", "path": "data/spare.csv", "schema": {"fields": [{"name": "a", "type": "string"}], "primaryKey": "a"}}\n  ],`
      if (files.has('data/spare.csv'))
        return edited(without(files, 'data/spare.csv'), CONTRACT, (text) => text.replace(resource, '\n  ],'))
      return edited(withText(files, 'data/spare.csv', 'a\n1\n'), CONTRACT, (text) => text.replace('\n  ],', resource))
    }
  },
  inFile(
    'a label',
    CONTRACT,
    replaceOne(/(?<="en": ")(?:Stalls|Fee|Day|Year)[^"]*/g, (pick) => `Stalls ${pick(99)}`)
  ),
  inFile('a label in Chinese', CONTRACT, toggle('"zh-Hans": "摊位"', '"zh-Hans": "摊位数"')),
  inFile('a unit', CONTRACT, toggle('"en": "thousand"', '"en": "thousands"')),
  inFile('no unit', CONTRACT, toggle(' "unit": {"en": "stalls", "zh-Hans": "个"},', '')),
  inFile(
    'decimals',
    CONTRACT,
    replaceOne(/(?<="decimals": )\d/g, (pick) => String(pick(3)))
  ),
  inFile('as of', CONTRACT, toggle('"asOf": "2023-12"', '"asOf": "2023-11"')),
  inFile('the order of fields', CONTRACT, (text, pick) => {
    const [kind, fee] = ['kind', 'fee'].map(
      (name) => new RegExp(`\\{"name": "${name}", "type": "(?:string|number)", "label".*\\}(?=,)`).exec(text)?.[0]
    )
    return kind === undefined || fee === undefined ? text : swap(kind, fee)(text, pick)
  }),
  inFile(
    'the order of keys of a field',
    CONTRACT,
    toggle('{"name": "note", "type": "string"}', '{"type": "string", "name": "note"}')
  ),
  inFile(
    'the order of languages of a label',
    CONTRACT,
    toggle('{"en": "Fee", "zh-Hans": "收费"}', '{"zh-Hans": "收费", "en": "Fee"}')
  ),
  inFile('a limit', CONTRACT, toggle('"constraints": {"minimum": 0}', '"constraints": {"minimum": 0, "maximum": 99999}')),
  inFile('blanks of the contract', CONTRACT, toggle('{"name": "day", "type": "string",', '{"name":  "day",  "type":  "string",')),
  inFile('the label of a query’s column', CONTRACT, toggle('"en": "Stalls in all"', '"en": "All stalls"')),
  inFile(
    'decimals of a query’s column',
    CONTRACT,
    toggle(
      '"queries": [\n',
      '"queries": [\n    {"name": "latest", "fields": [{"name": "draw", "type": "number", "decimals": 2}]},\n'
    )
  ),
  inFile('the order of a key', CONTRACT, toggle('"primaryKey": ["region", "year"]', '"primaryKey": ["year", "region"]')),
  inFile('a type', CONTRACT, toggle('{"name": "open", "type": "integer"', '{"name": "open", "type": "number"')),
  inFile('line ends of the contract', CONTRACT, lineEnds)
]

// A file's columns stand as its contract says: both change places.
function columns(name: string, path: string, [one, other]: readonly [number, number], a: string, b: string): Kind {
  const field = (column: string, text: string) => text.split('\n').find((line) => line.includes(`{"name": "${column}"`)) ?? ''
  return {
    name,
    change(files, pick) {
      const moved = edited(files, path, (text) => swapColumns(one, other)(text, pick))
      return edited(moved, CONTRACT, (text) => {
        const [first, second] = [field(a, text), field(b, text)].map((line) => line.replace(/,$/, ''))
        return first === '' || second === '' ? text : swap(first!, second!)(text, pick)
      })
    }
  }
}
