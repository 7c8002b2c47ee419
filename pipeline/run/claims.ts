/** Claims of chapters to be first or last among all -> those that one text makes of several editions, which cannot all be true. */
import {holds} from '../stages/compose/index.ts'
import type {Claim, Doubtful} from '../stages/lint/index.ts'
import {columnFor, localText} from '../values/column.ts'
import {termsOf} from '../tree.ts'
import type {Cell, Dataset, Edition, Language} from '../types.ts'
import {chapterFor, type ParsedChapter} from './chapters.ts'
import {columnsOfAxis, givenTo} from './given.ts'
import type {Prepared} from './prepare.ts'

/** The axes that a claim may be about, by name: words for one of their values in a language. */
export function axisWords({axes}: Pick<Prepared, 'axes'>, language: Language): Readonly<Record<string, readonly string[]>> {
  const several = axes.filter(({name, values}) => name !== 'language' && values.length > 1)
  return Object.fromEntries(several.map(({name, title}) => [name, [...new Set([localText(title, language) ?? name, name])]]))
}

/** What is doubtful about the claims of a chapter. */
export async function doubtfulClaims(
  claims: readonly Claim[],
  chapter: ParsedChapter,
  prepared: Prepared
): Promise<readonly Doubtful[]> {
  const found = await Promise.all(
    claims.map(async (claim) => {
      const told = await valuesOf(claim, editionsWith(claim, chapter, prepared), prepared)
      return told.size > 1 ? [doubtful(claim, told.size)] : []
    })
  )
  return found.flat()
}

function doubtful({words, place, axis}: Claim, count: number): Doubtful {
  const whose = axis === undefined ? 'of a number that differs between' : `of each \`${axis}\` in`
  return {
    rule: 'claim-is-true-in-every-edition',
    reason: `Unexpected \`${words}\` ${whose} editions of ${count} values, of which it is true in one at most`,
    note: 'Let `{{rank x of=...}}` say the place, or write it under `:only[...]{if="..."}`. Where it is right, say why: `:unbound[...]{reason="..."}`.',
    place,
    text: words
  }
}

// Editions that show the chapter and the claim in it; none where its conditions ask the data, which decide there.
function editionsWith({conditions}: Claim, chapter: ParsedChapter, {editions, chapters, axes, report, tables}: Prepared) {
  const {language, id, head} = chapter
  const all = [...conditions, ...(head.condition === undefined ? [] : [head.condition])]
  const names = new Set([...axes.map(({name}) => name), 'report'])
  if (!all.flatMap(termsOf).every((term) => term.kind === 'literal' || names.has(term.parts[0] ?? ''))) return []
  const columns = Object.fromEntries(axes.map(({name}) => [name, columnsOfAxis(name, {tables, report})]))
  const same = chapters.filter((other) => other.id === id && other.language === language)
  return editions.filter((edition) => {
    if (edition.language !== language || chapterFor(edition, same) !== chapter) return false
    const datasets = givenTo(edition, {axes, columns, report}, report.definition.release)
    return all.every((condition) => holds(condition, {language, axes: edition.axes, datasets, loops: []}))
  })
}

// What the claim is said of: as many different things as there are here.
async function valuesOf(claim: Claim, editions: readonly Edition[], prepared: Prepared): Promise<ReadonlySet<Cell>> {
  const {axis, what, figures} = claim
  if (axis === undefined) return numbersOf(figures[0]!, editions, prepared)
  const measured = figures.map((path) => isNamed(path, what, {prepared, language: editions[0]?.language ?? ''}))
  if (what !== undefined && !(await Promise.all(measured)).includes(true)) return new Set()
  return new Set(editions.map(({axes}) => axes[axis]!))
}

async function numbersOf([name, column]: readonly string[], editions: readonly Edition[], {asked}: Prepared) {
  const query = asked.get(name!)
  const partition = query?.query.partition
  const found = new Set<Cell>()
  if (query === undefined || partition === undefined) return found
  for (const value of new Set(editions.map(({axes}) => axes[partition]!))) {
    const {rows} = await query.datasets[value]!.value()
    const cell = rows.length === 1 ? rows[0]![column!] : undefined
    if (cell !== undefined && cell !== null) found.add(cell)
  }
  return found
}

interface In {
  readonly prepared: Prepared
  readonly language: Language
}

async function isNamed([name, column]: readonly string[], what: string | undefined, {prepared, language}: In): Promise<boolean> {
  const query = prepared.asked.get(name!)
  const dataset: Dataset | undefined =
    query?.query.partition === undefined ? undefined : await Object.values(query.datasets)[0]?.value()
  const fields = new Map(dataset?.columns.map((field) => [field.name, field]))
  const field = fields.get(columnFor(column!, fields, language) ?? '')
  return what !== undefined && localText(field?.label, language) === what
}
