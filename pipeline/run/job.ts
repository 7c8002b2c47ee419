/** The job of one edition: plain data and digests, all that it is made from and nothing else. */
import {fillWord} from '../design/template.ts'
import {themeOf} from '../design/brand.ts'
import {compactCss, styleNames} from '../design/styles.ts'
import {share, type Digest} from '../cache/hash.ts'
import type {Artifact} from '../cache/memo.ts'
import type {ComposeInput} from '../stages/compose/index.ts'
import type {EncloseInput} from '../stages/enclose.ts'
import type {FinishInput} from '../stages/finish/index.ts'
import {axisDescribed, type PageCommon, type PrintOnly, type ScreenOnly} from '../stages/page/index.ts'
import type {PressInput} from '../stages/press/index.ts'
import type {Dataset, Edition, Format, PageMap, Source, Words} from '../types.ts'
import {formatDate} from '../values/date.ts'
import type {Asset, PageAssets} from './assets.ts'
import {worksCited} from './bibliography.ts'
import {budgetOf} from './budget.ts'
import {chaptersOf, namesIn, type ParsedChapter} from './chapters.ts'
import {datasetFor} from './data.ts'
import {givenTo, tilesOf} from './given.ts'
import {alternatesOf, fromEdition, labelOf, switchOf} from './links.ts'
import type {JobSettings, JobSources} from './job-sources.ts'
import {previousOf} from './previous.ts'
import {pressSettings} from './press.ts'

/** All that one edition is made from, and nothing else. What is long is shared: on its way to another thread it stands for itself. */
export interface EditionJob {
  readonly edition: Edition
  readonly formats: readonly Format[]
  readonly text: ComposeInput
  /** Specs by name. */
  readonly charts: Readonly<Record<string, Source>>
  readonly pages: PageCommon
  /** By path in the report. */
  readonly pictures: Readonly<Record<string, Asset>>
  readonly print: Omit<PrintOnly, 'pictures'>
  readonly screen: Omit<ScreenOnly, 'pictures'>
  /** What its page holds where it is one file; nothing where it reads files beside it. */
  readonly enclosed?: Omit<EncloseInput, 'html' | 'language' | 'pictures'>
  readonly metadata: FinishInput['metadata']
  readonly press: Pick<PressInput, 'settings' | 'profile'>
  /** Paths of the data files behind each query and axis. */
  readonly sources: FinishInput['sources']
  readonly browser: Digest
  readonly fonts: Digest
  /** Name of its files, without ending. */
  readonly fileName: string
  /** Paths of the shared files that its page reads, below the output folder. */
  readonly assets: readonly string[]
  /** Pages of its PDF at most. */
  readonly mostPages?: number
}

/** A file of the edition, to be published. */
export interface EditionFile {
  readonly format: Format
  /** Relative to the output folder. */
  readonly path: string
  /** Left out by a plan where only a print will tell. */
  readonly content?: Artifact<Uint8Array>
  /** Where its pages came to stand, for a PDF. */
  readonly map?: Artifact<PageMap>
  /** Paths of the shared files without which it is not whole. */
  readonly assets?: readonly string[]
}

/** The job of one edition. */
export function jobFor(edition: Edition, sources: JobSources): EditionJob {
  const {report, settings} = sources
  const {definition, templates} = report
  const {language} = edition
  const chapters = chaptersOf(edition, definition.chapters, sources.shelf)
  const layout = templates.layouts[edition.layout]!
  const words = templates.words[language]!
  const given = share(givenTo(edition, sources, settings.release))
  const title = definition.title[language] ?? definition.id
  const dataFiles = share(filesOf(queriesIn(chapters), sources))
  const theme = themeOf(report.brand, given)
  const labels = Object.fromEntries(
    sources.axes.map((axis) => [axis.name, labelOf(axis, edition.axes[axis.name]!, {language, words: templates.words})])
  )
  const params = share(Object.fromEntries(sources.axes.map(({name}) => [name, given[name]!.rows[0]!])))
  const pictures = Object.fromEntries(
    chapters.flatMap(({uses}) => uses.images.map(({path}) => [path, settings.pictures[path]!] as const))
  )
  const previous = previousOf(edition, chapters, sources.lastRelease)
  const corrections = correctionsIn(language, settings)
  const mostPages = budgetOf(edition, layout, definition)
  return {
    edition,
    formats: settings.formats,
    ...(mostPages !== undefined && {mostPages}),
    fileName: definition.id,
    text: {
      language,
      axes: edition.axes,
      chapters: share(chapters.map(({head, parts}) => ({head, tree: parts.tree}))),
      given,
      queries: share(queriesOf(edition, chapters, sources)),
      numbered: layout.numbered,
      words,
      ...(previous && {previous}),
      bibliography: share({
        style: sources.bibliography.styles[language]!,
        works: worksCited(sources.bibliography, language, chapters)
      })
    },
    charts: share(chartsOf(chapters, report.charts)),
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
      params,
      labels,
      tiles: tilesOf(edition, sources.axes),
      draft: settings.draft,
      ...(corrections.length > 0 && {corrections}),
      ...(definition.origins?.includes(edition.layout) && {origins: dataFiles})
    },
    pictures,
    assets: settings.enclosing
      ? []
      : [...Object.values(settings.assets).filter(Boolean), ...Object.values(pictures).map(({path}) => path)],
    print: {styles: printStyles(layout.style ?? edition.layout, templates.styles)},
    screen: {
      editionId: edition.id,
      ...(settings.enclosing ? NO_WAYS : waysFrom(edition, sources)),
      assets: addressesFrom(edition, settings.assets),
      root: fromEdition(edition, ''),
      sources: dataFiles
    },
    ...(settings.enclosing && {enclosed: enclosedIn(edition, settings)}),
    metadata: {
      title: [title, labels[axisDescribed({params, labels, language}) ?? '']].filter(Boolean).join(' · '),
      author: definition.author?.[language] ?? '',
      subject: [definition.subtitle?.[language] ?? '', ...corrections.map((each) => inWords(each, language, words))]
        .filter((part) => part !== '')
        .join(' · '),
      keywords: definition.keywords?.[language] ?? [],
      language,
      date: settings.release,
      tool: settings.tool
    },
    press: {
      settings: pressSettings(definition, theme),
      ...(settings.pressProfile && {profile: settings.pressProfile})
    },
    sources: dataFiles,
    browser: settings.browser,
    fonts: settings.fonts
  }
}

function correctionsIn(language: string, {corrections}: JobSettings): NonNullable<PageCommon['corrections']> {
  return corrections.map(({date, reason}) => ({date, reason: reason[language] ?? ''}))
}

function inWords({date, reason}: {readonly date: string; readonly reason: string}, language: string, words: Words): string {
  return fillWord(words, 'corrected', {date: formatDate(date, language), reason})
}

/** A page that is one file leads to no other: whoever gets it has it alone. */
const NO_WAYS = {switches: [], alternates: [], downloads: [], home: ''} as const

function waysFrom(edition: Edition, sources: JobSources): Pick<ScreenOnly, keyof typeof NO_WAYS> {
  const {report, settings, axes} = sources
  const label = report.templates.words[edition.language]!['downloadPdf'] ?? 'PDF'
  return {
    switches: axes.filter(({values}) => values.length > 1).map((axis) => switchOf(axis, edition, sources)),
    alternates: alternatesOf(edition, sources),
    downloads: settings.published.includes('pdf') ? [{format: 'pdf', href: `${report.definition.id}.pdf`, label}] : [],
    home: fromEdition(edition, 'index.html')
  }
}

function enclosedIn(edition: Edition, {assets, enclosing, fonts}: JobSettings): EditionJob['enclosed'] {
  const {style, script} = addressesFrom(edition, assets)
  const {style: css, script: code, cutter} = enclosing!
  return {style: {address: style, content: css}, script: {address: script, content: code}, fonts: [fonts, ...cutter]}
}

function addressesFrom(edition: Edition, {style, script, fonts}: PageAssets): PageAssets {
  const from = (path: string) => path && fromEdition(edition, path)
  return {style: from(style), script: from(script), fonts: from(fonts)}
}

/** The datasets that an edition's chapters read. */
function queriesOf(
  edition: Edition,
  chapters: readonly ParsedChapter[],
  {asked}: Pick<JobSources, 'asked'>
): Readonly<Record<string, Artifact<Dataset>>> {
  return Object.fromEntries(
    queriesIn(chapters).flatMap((name) => (asked.has(name) ? [[name, datasetFor(edition, asked.get(name)!)] as const] : []))
  )
}

// In the order of their names.
function queriesIn(chapters: readonly ParsedChapter[]): readonly string[] {
  return [...new Set(namesIn(chapters))].sort()
}

function filesOf(names: readonly string[], {asked, columns}: JobSources): FinishInput['sources'] {
  const ofQueries = names.flatMap((name) => (asked.has(name) ? [[name, asked.get(name)!.files] as const] : []))
  const ofAxes = Object.entries(columns).flatMap(([name, {file}]) => (file === undefined ? [] : [[name, [file]] as const]))
  return Object.fromEntries([...ofAxes, ...ofQueries])
}

function chartsOf(chapters: readonly ParsedChapter[], charts: readonly Source[]): Readonly<Record<string, Source>> {
  const names = new Set(chapters.flatMap(({uses}) => uses.charts.map(({name}) => name)))
  return Object.fromEntries(
    charts.map((source) => [source.path.replace(/^.*\/|\.vl\.json$/g, ''), source] as const).filter(([name]) => names.has(name))
  )
}

const styleLists = new WeakMap<object, Map<string, readonly string[]>>()

// One list for all editions of a style.
function printStyles(style: string, styles: Readonly<Record<string, string>>): readonly string[] {
  const lists = styleLists.get(styles) ?? new Map<string, readonly string[]>()
  styleLists.set(styles, lists)
  const list = lists.get(style) ?? share(styleNames('print', style).map((name) => compactCss(styles[name] ?? '')))
  lists.set(style, list)
  return list
}
