/** Pages that an edition may have: what the report says of it, what its layout says, and what comes of more. */
import {cp, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {budgetOf, checkBudget} from '../pipeline/run/budget.ts'
import type {Report} from '../pipeline/stages/load/index.ts'
import type {Axis, Edition, Layout} from '../pipeline/types.ts'
import {messagesOf} from './building.ts'
import {temporaryFolder} from './temporary.ts'

const edition = {axes: {region: 'gd', audience: 'public'}} as unknown as Edition
const layout = {mostPages: 7} as Layout
const report = (mostPages?: unknown) => ({definition: {mostPages}, place: () => ({line: 3, column: 2})}) as unknown as Report

test('one number for all, one for a value of the first axis that has one, else that of the layout', () => {
  const budget = (mostPages?: unknown, of = layout) => budgetOf(edition, of, report(mostPages).definition)
  expect([budget(4), budget({public: 3}), budget({public: 3, gd: 2}), budget({leaders: 1}), budget()]).toEqual([4, 3, 2, 7, 7])
  expect(budget(undefined, {} as Layout)).toBeUndefined()
})

test('a value that no axis has is an error in its place', () => {
  const axes = [{name: 'audience', values: [{id: 'public'}]}] as unknown as readonly Axis[]
  expect([...checkBudget(report(4), axes), ...checkBudget(report({public: 4}), axes)]).toEqual([])
  expect(checkBudget(report({pubic: 4}), axes)).toMatchObject([
    {rule: 'axis-value-is-known', line: 3, note: expect.stringContaining('public')}
  ])
})

test('an edition with more pages is not made', async () => {
  const folder = await temporaryFolder()
  const places = {folder: join(folder, 'markets'), out: join(folder, 'out'), store: join(folder, 'store')}
  await cp(new URL('reports/markets', import.meta.url), places.folder, {recursive: true})
  const definition = join(places.folder, 'report.yaml')
  await writeFile(definition, `${await readFile(definition, 'utf8')}\nmostPages: {full: 1}\n`)
  const only = {region: ['north'], language: ['en']}
  const told = (await messagesOf(places, {formats: ['pdf'], only})).filter(({severity}) => severity === 'error')
  expect(told.map(({rule, reason, edition}) => [rule, edition, reason.replace(/\d+/, 'n')])).toEqual([
    ['pages-keep-budget', 'north.full.en', 'Unexpected n pages, expected 1 at most']
  ])
  await writeFile(definition, (await readFile(definition, 'utf8')).replace('{full: 1}', '{ful: 1}'))
  expect((await messagesOf(places, {formats: ['pdf'], only})).map(({rule}) => rule)).toContain('axis-value-is-known')
})
