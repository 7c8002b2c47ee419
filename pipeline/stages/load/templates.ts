/** Layouts, partials, styles, scripts and words: the report's own first, then ours. */
import {fileURLToPath} from 'node:url'
import {ReportError} from '../../messages.ts'
import {definitionStage} from '../../schema/validate.ts'
import type {Memo} from '../../cache/memo.ts'
import {share, type Digest} from '../../cache/hash.ts'
import type {Language, Layout, Source, Words} from '../../types.ts'
import type {World} from '../../world.ts'
import {toLayout, type LayoutDefinition} from '../../schema/definition.ts'
import {openFolder} from './folder.ts'

/** What loading needs of the outside. */
export interface Loading {
  readonly world: World
  readonly memo: Memo
  readonly code: Digest
}

/** Layouts, partials, styles, scripts and words, by name. */
export interface Templates {
  readonly layouts: Readonly<Record<string, Layout>>
  readonly partials: Readonly<Record<string, string>>
  readonly styles: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
  readonly words: Readonly<Record<Language, Words>>
}

const OURS = fileURLToPath(new URL('../../../templates', import.meta.url))
/** What stands beside them in our folder, such as reports to begin with, is no template of a page. */
const KINDS = /^(?:layouts|partials|styles|scripts|locales)\//
const FRONT_MATTER = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/

/** Read the templates that a report has besides ours. `own` are files below its folder `templates/`. */
export async function loadTemplates(own: readonly Source[], {world, memo, code}: Loading): Promise<Templates> {
  const folder = await openFolder(OURS, world)
  const ours = await Promise.all(folder.paths.filter((path) => KINDS.test(path)).map(folder.source))
  const sources = new Map(ours.map((source) => [source.path, source]))
  for (const source of own) sources.set(source.path.replace(/^templates\//, ''), source)
  const of = (kind: string, ending: string) =>
    [...sources]
      .filter(([path]) => path.startsWith(`${kind}/`) && path.endsWith(ending))
      .map(([path, source]) => [path.slice(kind.length + 1, -ending.length), source] as const)
  const texts = (kind: string, ending: string) =>
    Object.fromEntries(of(kind, ending).map(([name, source]) => [name, source.text]))
  return {
    layouts: Object.fromEntries(
      await Promise.all(
        of('layouts', '.hbs').map(async ([name, source]) => [name, await readLayout(name, source, {memo, code})] as const)
      )
    ),
    partials: share(texts('partials', '.hbs')),
    styles: texts('styles', '.css'),
    scripts: texts('scripts', '.js'),
    words: await readWords(
      [...ours, ...own.map((source) => ({...source, path: source.path.replace(/^templates\//, '')}))],
      memo,
      code
    )
  }
}

async function readLayout(name: string, source: Source, {memo, code}: Omit<Loading, 'world'>): Promise<Layout> {
  const match = FRONT_MATTER.exec(source.text)
  if (match === null)
    throw new ReportError([
      {
        severity: 'error',
        rule: 'layout-has-front-matter',
        reason: 'Expected front matter between two lines of `---`',
        path: source.path,
        line: 1,
        column: 1
      }
    ])
  const front = {path: source.path, text: match[1]!}
  const settings = await memo(definitionStage(code), {source: front, schema: 'layout', firstLine: 2})
  return share(toLayout(name, (await settings.value.value()) as LayoutDefinition, match[2]!))
}

// A report's own words stand in for ours one by one; the languages that we do not have it brings whole.
async function readWords(sources: readonly Source[], memo: Memo, code: Digest): Promise<Record<Language, Words>> {
  const words: Record<Language, Words> = {}
  for (const source of sources) {
    const match = /^locales\/(.+)\.yaml$/.exec(source.path)
    if (match === null) continue
    const own = (await (await memo(definitionStage(code), {source, schema: 'words'})).value.value()) as Words
    words[match[1]!] = {...words[match[1]!], ...own}
  }
  for (const own of Object.values(words)) share(own)
  return words
}
