/**
 * All that the jobs of a run are made of: of the report only what an edition may depend on. A job sees nothing else, so that whatever
 * is equal here gives equal jobs, and many can be recalled at once.
 */
import {digest, type Digest} from '../cache/hash.ts'
import type {Artifact} from '../cache/memo.ts'
import type {Correction} from '../compare/release.ts'
import type {Report} from '../stages/load/index.ts'
import type {Edition, Field, Format} from '../types.ts'
import type {Asset, PageAssets} from './assets.ts'
import type {ChapterShelf} from './chapters.ts'
import {datasetFor} from './data.ts'
import {columnsOfAxis} from './given.ts'
import type {Prepared} from './prepare.ts'

/** What a page holds that is one file: style and script; and the versions of what cuts its fonts. */
export interface Enclosing {
  readonly style: Artifact<Uint8Array>
  readonly script: Artifact<Uint8Array>
  readonly cutter: readonly string[]
}

/** What all jobs of a run have in common. */
export interface JobSettings {
  /** Those of this run. */
  readonly formats: readonly Format[]
  /** Those of the report: what its pages may point to, whatever this run makes. */
  readonly published: readonly Format[]
  readonly draft: boolean
  /** ISO date of the release. */
  readonly release: string
  readonly tool: string
  /** What was mended in this release since it was published, the earliest first. */
  readonly corrections: readonly Pick<Correction, 'date' | 'reason'>[]
  readonly browser: Digest
  readonly fonts: Digest
  /** Paths of shared files below the output folder. */
  readonly assets: PageAssets
  /** What pages hold that are one file each; nothing where they read files beside them. */
  readonly enclosing?: Enclosing
  /** Pictures of the chapters by path in the report, and where they are published. */
  readonly pictures: Readonly<Record<string, Asset>>
  /** ICC profile of the press, where the report names one. */
  readonly pressProfile?: Artifact<Uint8Array>
}

/** What jobs are made of. */
export interface JobSources extends Pick<Prepared, 'axes' | 'editions' | 'asked' | 'bibliography' | 'lastRelease'> {
  readonly report: Pick<Report, 'definition' | 'languages' | 'templates' | 'brand' | 'charts'>
  readonly shelf: ChapterShelf
  /** Of what an axis has, by its name. */
  readonly columns: Readonly<Record<string, {readonly columns: readonly Field[]; readonly key: string; readonly file?: string}>>
  readonly settings: JobSettings
}

/** The sources of a run. */
export function jobSourcesOf(
  {report, axes, editions, shelf, bibliography, asked, tables, lastRelease}: Prepared,
  settings: JobSettings
): JobSources {
  const {definition, languages, templates, brand, charts} = report
  return {
    report: {definition, languages, templates, brand, charts},
    axes,
    editions,
    shelf,
    bibliography,
    ...(lastRelease && {lastRelease}),
    asked,
    columns: Object.fromEntries(axes.map(({name}) => [name, columnsOfAxis(name, {tables, report})])),
    settings
  }
}

/** Digests what the jobs of some editions are made of: what all share once, and of the data what these editions may read. */
export function createGroupDigest({asked, shelf, lastRelease, ...sources}: JobSources): (editions: readonly Edition[]) => Digest {
  const queries = [...asked.values()]
  const common = digest({...sources, shelf: [...shelf], queries: queries.map(({query, files}) => [query, files])})
  return (editions) =>
    digest({
      common,
      editions: editions.map(({id}) => id),
      data: editions.map((edition) => queries.map((one) => datasetFor(edition, one))),
      ...(lastRelease && {before: [lastRelease.date, editions.map(({id}) => lastRelease.editions[id] ?? null)]})
    })
}
