/** Which side of which edition is made next. */
import {describe, expect, test} from 'vitest'
import {nextOf, viewsAfter, type Side, type State, type View} from '../../pipeline/preview/view.ts'
import type {Edition} from '../../pipeline/types.ts'

const edition = (id: string): Edition => ({id, axes: {}, language: 'en', path: id, layout: 'report'})

function views(states: Readonly<Record<string, readonly [html: State, pdf: State]>>): ReadonlyMap<string, View> {
  return new Map(
    Object.entries(states).map(([id, [html, pdf]]) => {
      const side = (state: State) => ({state, messages: []})
      return [id, {edition: edition(id), path: `${id}/report`, html: side(html), pdf: side(pdf)}]
    })
  )
}

const shows = (...shown: readonly (readonly [Side, string])[]) => shown.map(([side, id]) => ({side, id}))

describe('what is made next', () => {
  const all = views({a: ['stale', 'stale'], b: ['stale', 'stale'], c: ['stale', 'stale']})

  test('is what somebody looks at, before what stands first', () => {
    expect(nextOf('html', all, {shown: shows(['html', 'c']), asked: []})).toEqual({id: 'c', isShown: true})
    expect(nextOf('html', all, {shown: [], asked: shows(['html', 'b'])})).toEqual({id: 'b', isShown: true})
    expect(nextOf('html', all, {shown: [], asked: []})).toEqual({id: 'a', isShown: false})
  })

  test('is a page before any PDF, and of PDFs first the one that is shown', () => {
    const wanted = {shown: shows(['html', 'c'], ['pdf', 'c']), asked: []}
    expect(nextOf('pdf', all, wanted)).toBeUndefined()
    const seen = views({a: ['stale', 'stale'], b: ['stale', 'stale'], c: ['fresh', 'stale']})
    expect(nextOf('pdf', seen, wanted)).toEqual({id: 'c', isShown: true})
    const printed = views({a: ['stale', 'stale'], b: ['fresh', 'stale'], c: ['fresh', 'fresh']})
    expect(nextOf('pdf', printed, wanted)).toBeUndefined()
    const paged = views({a: ['failed', 'stale'], b: ['fresh', 'stale'], c: ['fresh', 'fresh']})
    expect(nextOf('pdf', paged, wanted)).toEqual({id: 'a', isShown: false})
  })

  test('is a PDF that is shown alone at once, and of pages the one beside it', () => {
    expect(nextOf('pdf', all, {shown: shows(['pdf', 'b']), asked: []})).toEqual({id: 'b', isShown: true})
    expect(nextOf('html', all, {shown: shows(['pdf', 'b']), asked: []})).toEqual({id: 'b', isShown: false})
  })

  test('is nothing where all is fresh or failed', () => {
    const done = views({a: ['fresh', 'failed'], b: ['failed', 'fresh']})
    expect([nextOf('html', done, {shown: [], asked: []}), nextOf('pdf', done, {shown: [], asked: []})]).toEqual([
      undefined,
      undefined
    ])
  })
})

test('after a change nothing is fresh, what was made stays, and editions that are gone are forgotten', () => {
  const made = {digest: 'd', took: 1}
  const before = new Map(
    [...views({a: ['fresh', 'failed'], b: ['fresh', 'fresh']})].map(([id, view]) => [id, {...view, html: {...view.html, made}}])
  )
  const after = viewsAfter(before, [edition('a'), edition('c')], 'other')
  expect([...after.keys()]).toEqual(['a', 'c'])
  expect(after.get('a')).toMatchObject({path: 'a/other', html: {state: 'stale', made}, pdf: {state: 'stale'}})
  expect(after.get('c')!.html).toEqual({state: 'stale', messages: []})
})
