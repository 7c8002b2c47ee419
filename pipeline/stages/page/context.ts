/** Content -> what a layout's template may name, each key always there: templates are strict. */
import {languageSuffix} from '../../language/index.ts'
import type {Bookmark} from '../../pdf/bookmark.ts'
import type {Cell, Language, OutlineEntry, PrintPage, Row} from '../../types.ts'
import type {PageContent, ScreenPageContent, Switch} from './input.ts'
import {motif, type Motif} from './motif.ts'
import {contentPolicy} from '../../design/policy.ts'
import {screenThemeCss} from '../../design/styles.ts'

/** What a layout may name. */
export interface PageContext {
  readonly title: string
  readonly subtitle: string
  readonly author: string
  readonly release: string
  readonly language: Language
  readonly draft: boolean
  readonly corrections: NonNullable<PageContent['corrections']>
  readonly layout: PageContent['layout']
  /** The rows of the axes, with `name` beside `name_en`. */
  readonly params: Readonly<Record<string, Row>>
  readonly labels: Readonly<Record<string, string>>
  /** Name of the value whose axis a table describes, such as a region; empty where there is none. */
  readonly place: string
  /** The values of the other axes, such as the audience. */
  readonly readers: readonly string[]
  readonly sections: readonly OutlineEntry[]
  readonly figures: readonly OutlineEntry[]
  readonly tables: readonly OutlineEntry[]
  readonly motif: Motif
}

/** What both pages show. */
export function pageContext(content: PageContent): PageContext {
  const {title, subtitle, author, release, language, draft, corrections = [], layout, labels, outline} = content
  const {place, readers} = named(content)
  return {
    title,
    subtitle,
    author,
    release,
    language,
    draft,
    corrections,
    layout,
    labels,
    place,
    readers,
    params: mapValues(content.params, (row) => localRow(row, language)),
    sections: outline.filter((entry) => entry.kind === 'section' && entry.level <= 2),
    figures: outline.filter((entry) => entry.kind === 'figure'),
    tables: outline.filter((entry) => entry.kind === 'table'),
    motif: motif(content.tiles)
  }
}

/** What the screen page shows besides: the ways to other editions, and the theme as custom properties. */
export function screenContext(content: ScreenPageContent) {
  const {editionId, downloads, assets, home, alternates, theme, sources} = content
  const css = screenThemeCss(theme)
  return {
    ...pageContext(content),
    editionId,
    sourcesJson: JSON.stringify(sources),
    downloads,
    assets,
    home,
    ways: content.switches.flatMap(({title, current, way}) => (way === undefined ? [] : [{title, current: current.label, way}])),
    switches: content.switches.filter(({options}) => options.length > 1).map((each) => menu(each, content.root)),
    alternates: alternates.length > 1 ? alternates : [],
    pageTitle: pageTitle(content),
    themeCss: css,
    policy: contentPolicy([css])
  }
}

function menu({axis, title, current, options}: Switch, root: string) {
  const links = options.map(({id, label, path}) => ({id, label, href: root + path, current: id === current.id}))
  return {axis, title, languages: axis === 'language', current: current.label, options: links}
}

/** The title of the document: that of the report and what the edition is about. */
export function pageTitle(content: PageContent): string {
  const {place} = named(content)
  return place ? `${content.title} · ${place}` : content.title
}

/** Running heads: chapters in turn where there are contents; elsewhere the title from page two on. */
export function runningHeads(content: PageContent): PrintPage['heads'] {
  const draft = content.draft ? ` · ${content.words.draft ?? ''}` : ''
  if (!content.layout.contents) return [{id: 'top', text: pageTitle(content) + draft, later: true}]
  return chapters(content).map(({id, label, title}) => ({id, text: `${label} ${title}`.trim() + draft}))
}

/** What stands at the outer top of pages whose inner top names the chapter. */
export function runningPlace(content: PageContent): string {
  return content.layout.contents ? named(content).place : ''
}

/** The outline: lists of the layout where it has them, then every heading of the text with its number. */
export function bookmarks({layout, words, outline}: PageContent): readonly Bookmark[] {
  const has = (kind: OutlineEntry['kind']) => outline.some((entry) => entry.kind === kind)
  const lists = [
    {id: 'contents', level: 1, text: words['contents'] ?? '', isShown: layout.contents},
    {id: 'list-of-figures', level: 2, text: words['figures'] ?? '', isShown: layout.lists && has('figure')},
    {id: 'list-of-tables', level: 2, text: words['tables'] ?? '', isShown: layout.lists && has('table')}
  ]
  return [
    ...lists.filter(({isShown}) => isShown).map(({id, level, text}) => ({id, level, text})),
    ...outline.flatMap(({kind, id, level, label, title}) =>
      kind === 'section' ? [{id, level, text: `${label} ${title}`.trim()}] : []
    )
  ]
}

/** Id of the heading whose page is page 1, where something stands before it. */
export function firstPage(content: PageContent): string | undefined {
  const {cover, contents, lists} = content.layout
  return cover || contents || lists ? chapters(content)[0]?.id : undefined
}

function chapters(content: PageContent): OutlineEntry[] {
  return content.outline.filter((entry) => entry.kind === 'section' && entry.level === 1)
}

/** The axis whose values a table names, such as the region: what an edition is about. The first in the order of the report. */
export function axisDescribed({
  params,
  labels,
  language
}: Pick<PageContent, 'params' | 'labels' | 'language'>): string | undefined {
  const axes = Object.keys(labels).filter((axis) => axis !== 'language')
  return axes.find((axis) => typeof localRow(params[axis] ?? {}, language).name === 'string')
}

function named({params, labels, language}: PageContent): {place: string; readers: string[]} {
  const described = axisDescribed({params, labels, language})
  const others = Object.keys(labels).filter((axis) => axis !== 'language' && axis !== described)
  if (described === undefined) return {place: '', readers: others.map((axis) => labels[axis]!)}
  return {place: String(localRow(params[described]!, language).name), readers: others.map((axis) => labels[axis]!)}
}

/** A row with each column of its language also under the column's plain name. */
export function localRow(row: Row, language: Language): Row {
  const suffix = `_${languageSuffix(language)}`
  const local: [string, Cell][] = Object.entries(row)
    .filter(([column]) => column.endsWith(suffix))
    .map(([column, cell]) => [column.slice(0, -suffix.length), cell])
  return {...Object.fromEntries(local), ...row}
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
