/**
 * An edition -> the list of what it is made of: each part by the name that an author knows it by, with the digest of what it gives.
 * Where two lists of an edition differ, they say why.
 */
import {digest, type Digest} from '../../cache/hash.ts'
import type {Edition} from '../../types.ts'
import {chaptersOf} from '../chapters.ts'
import type {EditionJob} from '../job.ts'
import type {Run} from '../open.ts'

/** Digests by name: paths of the report, `query profile`, `axis region`, or words for the rest. */
export type Bill = Readonly<Record<string, Digest>>

/** What is said of a part that is no file: where to look for it. */
export const WORDS = {
  settings: 'report.yaml, titles and settings',
  others: 'the other editions: their names, languages and files',
  cited: 'the sources that it cites',
  fonts: 'the fonts',
  program: 'Octavo itself'
} as const

/** The bill of an edition. */
export function billOf(edition: Edition, {sources, jobFor, renderer}: Pick<Run, 'sources' | 'jobFor' | 'renderer'>): Bill {
  const job = jobFor(edition)
  const printed = job.formats.filter((format) => format !== 'html')
  const chapters = chaptersOf(edition, sources.report.definition.chapters, sources.shelf)
  return {
    ...mapped(
      job.text.queries,
      (name) => `query ${name}`,
      ({digest}) => digest
    ),
    ...mapped(job.pages.params, (name) => `axis ${name}`, digest),
    ...Object.fromEntries(chapters.map(({path, head, parts: {tree}}) => [path, digest([head, tree])])),
    ...Object.fromEntries(Object.values(job.charts).map(({path, text}) => [path, digest(text)])),
    ...mapped(
      job.pictures,
      (path) => path,
      ({content}) => content.digest
    ),
    ...partsOfDesign(job),
    ...partsOfReport(job),
    [WORDS.fonts]: digest([job.fonts, job.screen.assets.fonts]),
    ...Object.fromEntries(printed.map((format) => [`${format}, and the browser that prints it`, digest(job.browser)])),
    [WORDS.program]: digest([renderer.stages.code, job.metadata.tool])
  }
}

function partsOfDesign({pages, print, screen}: EditionJob): Bill {
  return {
    [`templates/layouts/${pages.layout.name}.hbs`]: digest(pages.layout),
    'templates/partials': digest(pages.partials),
    'templates/styles': digest([print.styles, fileOf(screen.assets.style)]),
    'templates/scripts': digest(fileOf(screen.assets.script)),
    [`templates/locales/${pages.language}.yaml`]: digest(pages.words),
    'brand.yaml': digest(pages.theme)
  }
}

// Its name holds its digest; the way to it is that of the edition.
function fileOf(address: string): string {
  return address.replace(/^.*\//, '')
}

function partsOfReport({fileName, mostPages, pages, text, metadata, press, screen}: EditionJob): Bill {
  const {title, subtitle, author, release, draft} = pages
  // The title of a PDF is that of the report and the name of what it is about, which both are told of already.
  const {tool: _tool, title: _title, ...about} = metadata
  const settings = {fileName, mostPages: mostPages ?? 0, title, subtitle, author, release, draft, about, press}
  const {switches, alternates, downloads, home} = screen
  return {
    [WORDS.settings]: digest(settings),
    [WORDS.others]: digest({switches, alternates, downloads, home, tiles: pages.tiles, labels: pages.labels}),
    [WORDS.cited]: digest(text.bibliography)
  }
}

function mapped<Value>(
  values: Readonly<Record<string, Value>>,
  named: (name: string) => string,
  digestOf: (value: Value) => Digest
): Bill {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [named(name), digestOf(value)]))
}

/** What editions are not made of themselves, but what they are made of is: tables, and the text of queries. */
export function billOfData({prepared: {tables, report}}: Pick<Run, 'prepared'>): Bill {
  const texts = report.queries.map(({path, text}) => [path, digest(text)] as const)
  return {
    ...mapped(
      tables.artifacts,
      (name) => `table ${name}`,
      ({digest}) => digest
    ),
    ...Object.fromEntries(texts)
  }
}
