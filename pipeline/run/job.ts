/** What one edition is given: of all that is prepared, only what it reads. */
import {themeOf} from '../design/brand.ts'
import {chaptersOf, type ParsedChapter} from './chapters.ts'
import type {Artifact} from '../cache/memo.ts'
import {share, type Digest} from '../cache/hash.ts'
import {datasetFor} from './data.ts'
import type {Asset} from './assets.ts'
import type {EditionJob} from '../edition.ts'
import type {Switch, Tile} from '../stages/page/input.ts'
import type {Prepared} from './prepare.ts'
import {styleNames} from '../design/styles.ts'
import type {Axis, Dataset, Edition, Format, Language, Row, Source, Words} from '../types.ts'

export interface JobSettings {
  readonly formats: readonly Format[]
  readonly draft: boolean
  /** ISO date of the release. */
  readonly release: string
  readonly tool: string
  readonly browser: Digest
  readonly fonts: readonly Digest[]
  /** Paths of shared files below the output folder. */
  readonly assets: {readonly style: string; readonly script: string}
  /** Pictures of the chapters by path in the report, and where they are published. */
  readonly pictures: Readonly<Record<string, Asset>>
}

/** The job of one edition. */
export function jobFor(edition: Edition, prepared: Prepared, settings: JobSettings): EditionJob {
  const {report} = prepared
  const {definition, templates} = report
  const {language} = edition
  const chapters = chaptersOf(edition, definition.chapters, prepared.shelf)
  const layout = templates.layouts[edition.layout]!
  const words = templates.words[language] ?? templates.words['en']!
  const given = givenTo(edition, prepared, settings.release)
  const title = definition.title[language] ?? definition.id
  const theme = themeOf(report.brand, given)
  const labels = Object.fromEntries(
    prepared.axes.map((axis) => [axis.name, labelOf(axis, edition.axes[axis.name]!, language, templates.words)])
  )
  return {
    edition,
    formats: settings.formats,
    fileName: definition.id,
    text: {
      language,
      axes: edition.axes,
      chapters: chapters.map(({head, parts}) => ({head, tree: parts.tree})),
      given,
      queries: queriesOf(edition, chapters, prepared),
      numbered: layout.numbered,
      words
    },
    charts: chartsOf(chapters, report.charts),
    pages: {
      title,
      subtitle: definition.subtitle?.[language] ?? '',
      author: definition.author?.[language] ?? '',
      release: settings.release,
      language,
      layout,
      partials: templates.partials,
      words,
      theme,
      params: Object.fromEntries(prepared.axes.map(({name}) => [name, given[name]!.rows[0]!])),
      labels,
      tiles: tilesOf(edition, prepared.axes),
      draft: settings.draft
    },
    pictures: Object.fromEntries(
      chapters.flatMap(({uses}) => uses.images.map(({path}) => [path, settings.pictures[path]!] as const))
    ),
    print: {styles: printStyles(edition.layout, templates.styles)},
    screen: {
      editionId: edition.id,
      switches: prepared.axes
        .filter(({values}) => values.length > 1)
        .map((axis) => switchOf(axis, edition, prepared, templates.words)),
      alternates: alternatesOf(edition, prepared),
      downloads: settings.formats.includes('pdf')
        ? [{format: 'pdf', href: `${definition.id}.pdf`, label: words['downloadPdf'] ?? 'PDF'}]
        : [],
      assets: {style: fromEdition(edition, settings.assets.style), script: fromEdition(edition, settings.assets.script)},
      home: fromEdition(edition, 'index.html')
    },
    metadata: {
      title: [title, labels['region']].filter(Boolean).join(' · '),
      author: definition.author?.[language] ?? '',
      subject: definition.subtitle?.[language] ?? '',
      keywords: definition.keywords?.[language] ?? [],
      language,
      date: settings.release,
      tool: settings.tool
    },
    browser: settings.browser,
    fonts: settings.fonts
  }
}

/** The datasets that an edition's chapters read. */
export function queriesOf(
  edition: Edition,
  chapters: readonly ParsedChapter[],
  {asked}: Prepared
): Readonly<Record<string, Artifact<Dataset>>> {
  const names = new Set(
    chapters.flatMap(({uses}) => [...uses.queries.map(({name}) => name), ...uses.paths.map(({parts}) => parts[0]!)])
  )
  return Object.fromEntries(
    [...names].sort().flatMap((name) => (asked.has(name) ? [[name, datasetFor(edition, asked.get(name)!)] as const] : []))
  )
}

// Each axis is a dataset of one row, so that a value of an axis reads as a value of a query does.
function givenTo(edition: Edition, {axes, tables, report}: Prepared, release: string): Readonly<Record<string, Dataset>> {
  const given: Record<string, Dataset> = {}
  for (const {name, values} of axes) {
    const definition = report.definition.axes[name]!
    const row: Row = values.find(({id}) => id === edition.axes[name])?.params ?? {id: edition.axes[name]!}
    const fields = 'from' in definition ? tables.contents.get(definition.from)!.fields : [{name: 'id', type: 'string'} as const]
    given[name] = {query: name, columns: fields, key: ['from' in definition ? definition.key : 'id'], rows: [row]}
  }
  const {definition} = report
  const row: Row = {
    id: definition.id,
    title: definition.title[edition.language] ?? '',
    subtitle: definition.subtitle?.[edition.language] ?? null,
    release
  }
  const columns = [
    {name: 'id', type: 'string'},
    {name: 'title', type: 'string'},
    {name: 'subtitle', type: 'string'},
    {name: 'release', type: 'date'}
  ] as const
  return {...given, report: {query: 'report', columns, key: [], rows: [row]}}
}

function chartsOf(chapters: readonly ParsedChapter[], charts: readonly Source[]): Readonly<Record<string, Source>> {
  const names = new Set(chapters.flatMap(({uses}) => uses.charts.map(({name}) => name)))
  return Object.fromEntries(
    charts.map((source) => [source.path.replace(/^.*\/|\.vl\.json$/g, ''), source] as const).filter(([name]) => names.has(name))
  )
}

function tilesOf(edition: Edition, axes: readonly Axis[]): readonly Tile[] {
  const tiles = axes.flatMap(({name, values}) =>
    values.flatMap(({id, params}): Tile[] => {
      const {tile_row: row, tile_col: col} = params
      return typeof row === 'string' && typeof col === 'string'
        ? [{row: Number(row), col: Number(col), own: edition.axes[name] === id}]
        : []
    })
  )
  // A value without a tile of its own, such as the nation, is all of them.
  return tiles.some(({own}) => own) ? tiles : tiles.map((tile) => ({...tile, own: true}))
}

const styleLists = new WeakMap<object, Map<string, readonly string[]>>()

// One list for all editions of a layout.
function printStyles(layout: string, styles: Readonly<Record<string, string>>): readonly string[] {
  const lists = styleLists.get(styles) ?? new Map<string, readonly string[]>()
  styleLists.set(styles, lists)
  const list = lists.get(layout) ?? share(styleNames('print', layout).map((name) => styles[name] ?? ''))
  lists.set(layout, list)
  return list
}

function switchOf(axis: Axis, edition: Edition, prepared: Prepared, words: Readonly<Record<Language, Words>>): Switch {
  const options = axis.values.flatMap(({id}) => {
    const other = editionWith(edition, axis.name, id, prepared)
    return other === undefined
      ? []
      : [
          {
            id,
            label: labelOf(axis, id, edition.language, words),
            href: linkTo(other, edition, prepared),
            current: other.id === edition.id
          }
        ]
  })
  const title = axis.title[edition.language] ?? axis.name
  return {
    axis: axis.name,
    title: axis.name === 'language' && title === axis.name ? (words[edition.language]?.['chooseLanguage'] ?? title) : title,
    options
  }
}

function alternatesOf(edition: Edition, prepared: Prepared): readonly {language: Language; href: string}[] {
  return prepared.report.languages.flatMap((language) => {
    const other = editionWith(edition, 'language', language, prepared)
    return other === undefined ? [] : [{language, href: linkTo(other, edition, prepared)}]
  })
}

const byAxes = new WeakMap<readonly Edition[], ReadonlyMap<string, Edition>>()

function editionWith(edition: Edition, axis: string, id: string, {axes, editions}: Prepared): Edition | undefined {
  let index = byAxes.get(editions)
  if (index === undefined) byAxes.set(editions, (index = new Map(editions.map((edition) => [edition.id, edition]))))
  return index.get(axes.map(({name}) => (name === axis ? id : edition.axes[name])).join('.'))
}

function linkTo(other: Edition, edition: Edition, {report}: Prepared): string {
  return fromEdition(edition, `${other.path}/${report.definition.id}.html`)
}

// By way of the output folder, whatever the two have in common.
function fromEdition({path}: Edition, target: string): string {
  return '../'.repeat(path.split('/').length) + target
}

// A language is named in itself, so that whoever seeks it can read it.
function labelOf(axis: Axis, id: string, language: Language, words: Readonly<Record<Language, Words>>): string {
  if (axis.name === 'language') return words[id]?.['languageName'] ?? id
  return axis.values.find((value) => value.id === id)?.label[language] ?? id
}
