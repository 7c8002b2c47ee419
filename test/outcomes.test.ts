/** Messages get their place in the current text, and one mistake in many editions is one message. */
import {expect, test} from 'vitest'
import type {Message} from '../pipeline/messages.ts'
import {placeMessages, type Placed} from '../pipeline/run/locate.ts'
import type {Edition} from '../pipeline/types.ts'

const chapters: readonly Placed[] = [
  {
    id: 'standing',
    language: 'en',
    variant: [],
    head: {id: 'standing', axes: {}},
    path: 'chapters/en/standing.md',
    places: {n1: [3, 1], n2: [7, 12]}
  },
  {
    id: 'standing',
    language: 'en',
    variant: ['gd'],
    head: {id: 'standing', axes: {}},
    path: 'chapters/en/standing.gd.md',
    places: {n1: [30, 1]}
  },
  {
    id: 'standing',
    language: 'zh-Hans',
    variant: [],
    head: {id: 'standing', axes: {}},
    path: 'chapters/zh-Hans/standing.md',
    places: {n1: [4, 2]}
  }
]

function edition(region: string, language = 'en'): Edition {
  return {id: `${region}.${language}`, axes: {region, language}, language, path: `${region}/${language}`, layout: 'report'}
}

function message(changes: Partial<Message> = {}): Message {
  return {severity: 'error', rule: 'value-is-present', reason: 'Unexpected empty `a.b`', node: 'standing#n1', ...changes}
}

test('a node is looked up in the chapter of the edition’s language', () => {
  expect(
    placeMessages(
      [
        {edition: edition('zj'), message: message()},
        {edition: edition('zj', 'zh-Hans'), message: message()}
      ],
      chapters
    )
  ).toEqual([
    {
      severity: 'error',
      rule: 'value-is-present',
      reason: 'Unexpected empty `a.b`',
      path: 'chapters/en/standing.md',
      line: 3,
      column: 1,
      edition: 'zj.en'
    },
    {
      severity: 'error',
      rule: 'value-is-present',
      reason: 'Unexpected empty `a.b`',
      path: 'chapters/zh-Hans/standing.md',
      line: 4,
      column: 2,
      edition: 'zj.zh-Hans'
    }
  ])
})

test('one mistake in a text is told once, whatever numbers the editions have', () => {
  const said = (region: string, reason: string) => ({edition: edition(region), message: message({reason})})
  const told = [said('zj', 'Unexpected rise from `3.4` to `2.1`'), said('bj', 'Unexpected rise from `12,000` to `7`')]
  expect(placeMessages([...told, said('xj', 'Unexpected fall from `3` to `4`')], chapters)).toMatchObject([
    {reason: 'Unexpected rise from `3.4` to `2.1`', edition: 'zj.en, bj.en'},
    {reason: 'Unexpected fall from `3` to `4`', edition: 'xj.en'}
  ])
})

test('where a chapter stands in for another in one region, the node is that chapter’s', () => {
  const placed = placeMessages(
    [
      {edition: edition('gd'), message: message()},
      {edition: edition('zj'), message: message()}
    ],
    chapters
  )
  expect(placed.map(({path, line}) => `${path}:${line}`)).toEqual(['chapters/en/standing.gd.md:30', 'chapters/en/standing.md:3'])
})

test('a node that is no more leaves the message without a place', () => {
  const [placed] = placeMessages([{edition: edition('zj'), message: message({node: 'standing#n9'})}], chapters)
  expect(placed).toEqual({severity: 'error', rule: 'value-is-present', reason: 'Unexpected empty `a.b`', edition: 'zj.en'})
})

test('a message that has its place keeps it', () => {
  const own = {severity: 'warning', rule: 'chapter-is-listed', reason: 'x', path: 'report.yaml', line: 9, column: 4} as const
  expect(placeMessages([{message: own}], chapters)).toEqual([own])
})

test('the same mistake in several editions is one message, which names three of them', () => {
  const told = (regions: readonly string[]) =>
    placeMessages(
      regions.map((region) => ({edition: edition(region), message: message()})),
      chapters
    )
  expect(told(['bj', 'sh', 'zj']).map((message) => message.edition)).toEqual(['bj.en, sh.en, zj.en'])
  expect(told(['bj', 'js', 'sh', 'tj', 'zj']).map((message) => message.edition)).toEqual(['bj.en, js.en, sh.en and 2 more'])
})

test('another reason, place or rule is another message', () => {
  const told = [message(), message({reason: 'y'}), message({node: 'standing#n2'}), message({rule: 'z'}), message()]
  expect(
    placeMessages(
      told.map((message) => ({edition: edition('zj'), message})),
      chapters
    )
  ).toHaveLength(4)
})

test('a character that a font lacks is looked up in the text of the edition’s own language first', () => {
  const texts = [
    {path: 'chapters/en/standing.md', text: '# T\n\nA \u2603'},
    {path: 'chapters/zh-Hans/standing.md', text: '\u2603'}
  ]
  const missing = message({node: undefined, character: '\u2603'})
  const placed = [edition('zj'), edition('zj', 'zh-Hans')].flatMap((edition) =>
    placeMessages([{edition, message: missing}], chapters, texts)
  )
  expect(placed.map(({path, line, column}) => `${path}:${line}:${column}`)).toEqual([
    'chapters/en/standing.md:3:3',
    'chapters/zh-Hans/standing.md:1:1'
  ])
  expect(placeMessages([{message: missing}], chapters, [])[0]).not.toHaveProperty('character')
})
