/** All editions -> one page that finds the one a reader wants, by map, words, audience and language. */
import type {Digest} from '../../cache/hash.ts'
import type {Stage} from '../../cache/memo.ts'
import {legendOf, measureName, toldOf, type CatalogueFacts} from './facts.ts'
import {tileRows, type TileRow} from './tiles.ts'
import {columnFor} from '../../values/column.ts'
import {contentPolicy} from '../../design/policy.ts'
import {screenThemeCss} from '../../design/styles.ts'
import {renderTemplate} from '../../design/template.ts'
import type {Axis, AxisValue, Format, Language, LocalText, Selection, Words} from '../../types.ts'
import type {Theme} from '../../design/theme.ts'

export type {CatalogueFacts} from './facts.ts'

/** An edition as the catalogue lists it. */
export interface CatalogueEdition {
  readonly id: string
  readonly axes: Selection
  readonly language: Language
  /** `href` is relative to the catalogue. */
  readonly files: readonly {readonly format: Format; readonly href: string; readonly pages?: number; readonly bytes: number}[]
}

/** All that the catalogue shows. */
export interface CatalogueInput {
  readonly title: LocalText
  readonly subtitle: LocalText
  /** ISO date. */
  readonly release: string
  readonly languages: readonly Language[]
  /** By language. */
  readonly words: Readonly<Record<Language, Words>>
  /** An axis whose rows have `tile_row` and `tile_col` is shown as a map; without one, the first axis is listed. */
  readonly axes: readonly Axis[]
  readonly facts: CatalogueFacts
  readonly editions: readonly CatalogueEdition[]
  readonly partials: Readonly<Record<string, string>>
  /** `fonts` may be empty. */
  readonly assets: {readonly style: string; readonly script: string; readonly fonts: string}
  readonly theme: Theme
}

/** The stage `catalogue`. */
export function catalogueStage(code: Digest): Stage<CatalogueInput, {html: Uint8Array}> {
  return {name: 'catalogue', code, run: async (input) => ({html: Buffer.from(await catalogue(input))})}
}

/** One HTML document: a section for each language, all of them readable without a script. */
export async function catalogue(input: CatalogueInput): Promise<string> {
  const sections = await Promise.all(
    input.languages.map(async (language) => ({
      language,
      name: languageName(input, language),
      html: await section(input, language)
    }))
  )
  const first = input.languages[0] ?? 'en'
  const css = screenThemeCss(input.theme)
  const context = {
    language: first,
    title: local(input.title, first),
    assets: input.assets,
    themeCss: css,
    policy: contentPolicy([css]),
    sections
  }
  return render(input, 'catalogue-document', context)
}

function section(input: CatalogueInput, language: Language): Promise<string> {
  const editions = input.editions.filter((edition) => edition.language === language)
  const main = mainAxis(input.axes)
  const others = input.axes.filter((axis) => axis !== main && axis.name !== 'language')
  const telling = {facts: input.facts, language}
  const told = (value: AxisValue) => toldOf(value, main!, telling)
  const ownOf = ({id}: AxisValue) => editions.filter((edition) => main && edition.axes[main.name] === id)
  const entries = (main?.values ?? [])
    .map((value) => ({...entry(value, ownOf(value), {others, language}), ...told(value)}))
    .filter((entry) => entry.editions.length > 0)
  const anchors = new Map(entries.map((entry) => [entry.id, entry.anchor]))
  const map: TileRow[] = tileRows(main?.values ?? [], {label: (value) => local(value.label, language), anchors, told})
  // What has no place on the map is all of it, such as the nation: it goes before.
  const unplaced = map.length > 0 ? entries.filter((entry) => !entry.placed) : []
  return render(input, 'catalogue-section', {
    language,
    title: local(input.title, language),
    subtitle: local(input.subtitle, language),
    release: input.release,
    total: editions.length,
    axisTitle: main ? local(main.title, language) : '',
    map,
    ...measureName(telling),
    legend: main && map.length > 0 ? legendOf(main, main.values.filter(isPlaced), telling) : [],
    entries: [...unplaced, ...entries.filter((entry) => !unplaced.includes(entry))],
    unplaced,
    filters: others.filter((axis) => axis.values.length > 1).map((axis) => filter(axis, language))
  })
}

// The axes by which the editions of one value are told apart, in one language.
interface Listing {
  readonly others: readonly Axis[]
  readonly language: Language
}

function mainAxis(axes: readonly Axis[]): Axis | undefined {
  const choices = axes.filter((axis) => axis.name !== 'language')
  return choices.find((axis) => axis.values.some(isPlaced)) ?? choices[0]
}

function isPlaced({params}: AxisValue): boolean {
  return typeof params.tile_row === 'string' && typeof params.tile_col === 'string'
}

function entry(value: AxisValue, own: readonly CatalogueEdition[], {others, language}: Listing) {
  return {
    id: value.id,
    anchor: `${language}-${value.id}`,
    name: fullName(value, language),
    placed: isPlaced(value),
    search: searchText(value),
    editions: own.map((edition) => ({
      id: edition.id,
      label: others
        .map((axis) => valueLabel(axis, edition.axes[axis.name], language))
        .filter(Boolean)
        .join(' · '),
      tokens: others.map((axis) => `${axis.name}:${edition.axes[axis.name]}`).join(' '),
      html: edition.files.find((file) => file.format === 'html')?.href ?? '',
      pdfs: edition.files
        .filter((file) => file.format === 'pdf')
        .map(({href, bytes, pages}) => ({href, bytes, pages: pages ?? 0, one: pages === 1}))
    }))
  }
}

function filter(axis: Axis, language: Language) {
  return {
    name: `${language}-${axis.name}`,
    title: local(axis.title, language),
    options: axis.values.map((value) => ({token: `${axis.name}:${value.id}`, label: local(value.label, language)}))
  }
}

function valueLabel(axis: Axis, id: string | undefined, language: Language): string {
  const value = axis.values.find((value) => value.id === id)
  return value ? local(value.label, language) : ''
}

function fullName(value: AxisValue, language: Language): string {
  const column = columnFor('name', new Set(Object.keys(value.params)), language)
  const name = column === undefined ? undefined : value.params[column]
  return typeof name === 'string' ? name : local(value.label, language)
}

// Names in every language: who reads one may search in another.
function searchText({id, label, params}: AxisValue): string {
  const names = Object.keys(params)
    .filter((column) => /^name(_|$)/.test(column))
    .sort()
    .map((column) => params[column])
  const words = [id, ...Object.values(label), ...names].filter((name) => typeof name === 'string')
  return [...new Set(words.map((name) => name.normalize('NFKC').toLowerCase()))].sort().join(' ')
}

function languageName({axes}: CatalogueInput, language: Language): string {
  const axis = axes.find((axis) => axis.name === 'language')
  const own = axis && valueLabel(axis, language, language)
  return own && own !== language ? own : (new Intl.DisplayNames(language, {type: 'language'}).of(language) ?? language)
}

function local(text: LocalText, language: Language): string {
  return text[language] ?? Object.values(text)[0] ?? ''
}

function render(
  input: CatalogueInput,
  name: string,
  context: {readonly language: Language; readonly [name: string]: unknown}
): Promise<string> {
  const {language} = context
  const text = input.partials[name] ?? ''
  return renderTemplate({text, name, partials: input.partials, words: input.words[language] ?? {}, language, context})
}
