/** A data file of one's own -> a report of it that builds: an edition for each of its places, two kinds of readers, each language. */
import {ReportError, type Message} from '../../messages.ts'
import {toResource, type ResourceDefinition} from '../../schema/definition.ts'
import {readTable} from '../../stages/table/index.ts'
import type {World} from '../../world.ts'
import {describe} from '../describe/index.ts'
import {readSource} from '../describe/source.ts'
import type {NewFile} from '../starter.ts'
import {chapterOf, chartOf} from './chapters.ts'
import {capital, labelOf, packageText, placesOf, QUERIES, queriesOf} from './data.ts'
import {doubtsOf} from './doubts.ts'
import {outlineOf, type Outline, type Wishes} from './outline.ts'
import {withoutLanguage} from './places.ts'

export {type Outline} from './outline.ts'
export {LANGUAGES} from './places.ts'

/** What a report is drafted from. */
export interface DraftInput extends Wishes {
  /** The data file. */
  readonly file: string
  /** Where it lies in the report. */
  readonly path: string
  /** Which part of it is the table. */
  readonly part: Pick<ResourceDefinition, 'sheet' | 'range' | 'headerRow' | 'table'>
  /** Of its table, in SQL. */
  readonly table: string
  /** Of the report. */
  readonly name: string
  /** What stands for nothing in it, as its author says. */
  readonly gaps: readonly string[]
}

/** Files of the report, relative to its folder, and what its author should look at. */
export interface Draft {
  readonly files: readonly NewFile[]
  readonly outline: Outline
  readonly messages: readonly Message[]
}

/** Draft a report. Throws a ReportError where the file is no table of places. */
export async function draftReport({file, path, part, table, name, gaps, ...wishes}: DraftInput, world: World): Promise<Draft> {
  const own = QUERIES.includes(table) ? `${table}_data` : table
  const {draft, bytes} = await readSource({file, draft: {name: own, path, ...part}}, world)
  const {resource, messages} = await describe({draft, bytes, limits: false, gaps})
  const read = await readTable(toResource(resource), bytes)
  const outline = orWithDoubts(messages, () => outlineOf(resource, read.table.rows, wishes))
  const texts: Readonly<Record<string, string>> = {
    'report.yaml': reportText(outline, {name, day: world.time().slice(0, 10)}),
    'datapackage.json': packageText(outline, name),
    [`data/${outline.list}.csv`]: placesOf(outline),
    'charts/places.vl.json': chartOf(outline),
    ...Object.fromEntries(Object.entries(queriesOf(outline)).map(([query, text]) => [`queries/${query}.sql`, text])),
    ...Object.fromEntries(outline.languages.map((language) => [`chapters/${language}/overview.md`, chapterOf(outline, language)]))
  }
  const files = Object.entries(texts).map(([place, text]) => ({path: place, bytes: Buffer.from(text)}))
  const data = {path, bytes: await world.files.read(file)}
  // A column that is called so, and tells rows apart, holds years for sure; and no lists are drafted here.
  const unsure = messages
    .filter(({rule}) => rule !== 'list-is-whole')
    .filter(({rule, reason}) => rule !== 'year-is-sure' || !reason.includes(`\`${outline.years?.column}\``))
  return {files: [...files, data], outline, messages: [...unsure, ...doubtsOf(outline, read.table.rows)]}
}

// A column that is text for one slip in it is no column of numbers: who is refused for it is told of the slip.
function orWithDoubts<Value>(doubts: readonly Message[], work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    const causes = doubts.filter(({rule}) => CAUSES.includes(rule))
    throw new ReportError([...causes.map(withoutContract), ...error.messages])
  }
}

// Nothing was written: there is no contract to mend.
function withoutContract({note, ...message}: Message): Message {
  return note === undefined || OF_CONTRACT.includes(message.rule) ? message : {...message, note: note.replace(DRAFTED, '')}
}

const OF_CONTRACT = ['number-is-sure', 'code-is-text', 'cell-has-a-value']
const DRAFTED = 'It is drafted as text. '

const CAUSES = ['column-is-of-one-kind', 'number-is-sure', 'code-is-text', 'cell-has-a-value', 'row-has-values']

const TITLES: Readonly<Record<string, Readonly<Record<'axis' | 'reader' | 'leaders' | 'public', string>>>> = {
  en: {axis: 'Place', reader: 'For', leaders: 'Leaders', public: 'The public'},
  'zh-Hans': {axis: '地方', reader: '读者', leaders: '决策者', public: '公众'}
}

function reportText(
  {axis, subject, list, languages, measures}: Outline,
  {name, day}: {readonly name: string; readonly day: string}
): string {
  const each = (text: (language: string) => string) =>
    `{${languages.map((language) => `${language}: ${JSON.stringify(text(language))}`).join(', ')}}`
  const {words} = measures[0]!
  const title = each((language) =>
    language === 'en' ? capital(name.replaceAll('-', ' ')) : /\p{sc=Han}/u.test(words) ? words : '数据简报'
  )
  const label = labelOf(withoutLanguage(subject), languages)
  const axisTitle = each((language) => label?.[language] ?? TITLES[language]!.axis)
  return `# yaml-language-server: $schema=../../node_modules/octavo/pipeline/schema/report.schema.json
id: ${name}
title: ${title}
# Printed on every edition. A build never reads the clock: change it when you release anew.
release: ${day}

# Every combination of these is an edition. A new row in data/${list}.csv is a new ${axis}.
axes:
  ${axis}: {from: ${list}, key: id, label: name, title: ${axisTitle}}
  reader:
    title: ${each((language) => TITLES[language]!.reader)}
    values:
      leaders: ${each((language) => TITLES[language]!.leaders)}
      public: ${each((language) => TITLES[language]!.public)}
  language: [${languages.join(', ')}]

chapters: [overview]
path: "{${axis}}/{reader}/{language}"
# A layout of each kind of reader: brief, report or leaflet of Octavo, or of your own.
layout: {leaders: brief, public: brief}
catalogue: {query: latest, value: ${measures[0]!.column}}
brand: brand.yaml
`
}
