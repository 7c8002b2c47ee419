/** Passages of a page, held against those of another: what changed is found, each change once, and nothing else. */
import {describe, expect, test} from 'vitest'
import {alignPassages} from '../../pipeline/compare/align.ts'
import {changesBetween} from '../../pipeline/compare/changes.ts'
import {clusterChanges} from '../../pipeline/compare/cluster.ts'
import {editionsInWords} from '../../pipeline/compare/editions.ts'
import {textOfPassage, type Passage, type Piece} from '../../pipeline/compare/passage.ts'
import {readEditionPage} from '../../pipeline/compare/read-page.ts'
import {partsBetween} from '../../pipeline/compare/words.ts'
import {sequence} from '../exactness/changes.ts'

const page = (main: string, language = 'en') =>
  readEditionPage(
    `<html lang="${language}"><body data-edition="gd.${language}"><nav><p>Others</p></nav><main id="text">${main}</main><footer><p>Foot</p></footer></body></html>`,
    (address) => `picture of ${address}`
  )!
const shown = (passages: readonly Passage[]) =>
  passages.map((passage) => `${passage.kind} ${passage.near}: ${textOfPassage(passage)}`)
const value = (text: string, origin: string, machine = text) => `<data value="${machine}" data-origin="${origin}">${text}</data>`

describe('a page is read as', () => {
  test('its sentences, each with the place where it stands', () => {
    const {id, passages} = page(
      '<section id="ch-a"><h1 id="a">On  <em>markets</em></h1><p>First one. Second: 1.5 m! <b>Third</b></p><ul><li>An item</li></ul></section><p>Last.</p>'
    )
    expect(id).toBe('gd.en')
    expect(shown(passages)).toEqual([
      'heading a: On markets',
      'sentence a: First one.',
      'sentence a: Second: 1.5 m!',
      'sentence a: Third',
      'item a: An item',
      'sentence a: Last.'
    ])
    expect(shown(page('<p id="x">甲。乙！丙</p>', 'zh-Hans').passages)).toEqual([
      'sentence x: 甲。',
      'sentence x: 乙！',
      'sentence x: 丙'
    ])
  })

  test('values with where they come from, and what the engine numbers', () => {
    const {passages} = page(
      `<p>${value('96.7', 'q[r=gd].score', '96.73')} points. ${value('North', 'r.name')} leads (<a class="ref" href="#fig-a">Figure 1</a>)<sup class="citation">[<a>2</a>]</sup>, see <a href="https://a.example/">there</a>.</p>`
    )
    expect(passages.map(({pieces}) => pieces.filter((piece) => typeof piece !== 'string'))).toEqual([
      [{text: '96.7', value: '96.73', origin: 'q[r=gd].score'}],
      [
        {text: 'North', value: 'North', origin: 'r.name'},
        {text: 'Figure 1', value: 'Figure 1', origin: '#fig-a'},
        {text: '[2]', value: '[2]', origin: 'citation'},
        {text: '', value: 'https://a.example/', origin: 'link'}
      ]
    ])
  })

  test('rows of tables cell by cell, pictures by what is drawn, and not twice', () => {
    const table =
      '<div class="table" id="tab-a"><table><caption>All</caption><thead><tr><th scope="col" data-column="name">Name</th><th scope="col" data-column="n">N</th></tr></thead><tbody><tr data-origin="t[r=a]"><th scope="row">A</th><td><data value="1200">1,200</data></td></tr></tbody></table></div>'
    const svg = (label: string) => `<svg aria-label="${label}"><path d="M0 0"></path></svg>`
    const figure = `<figure class="figure" id="fig-a"><figcaption>Bars</figcaption><div class="chart"><div class="wide">${svg('Bars of two')}</div><div class="narrow">${svg('Bars')}</div></div><details class="chart-data">${table.replace('tab-a', 'none')}</details></figure>`
    const {passages} = page(`<p id="s">Text</p>${table}${figure}<img src="a.png" alt="A hall">`)
    expect(shown(passages)).toEqual([
      'sentence s: Text',
      'caption tab-a: All',
      'head tab-a: Name | N',
      'row tab-a: A | 1,200',
      'caption fig-a: Bars',
      'figure fig-a: Bars of two',
      'caption none: All',
      'head none: Name | N',
      'datum none: A | 1,200',
      'picture s: A hall'
    ])
    expect(passages[3]!.pieces[2]).toEqual({text: '1,200', value: '1200', origin: 't[r=a].n'})
    expect(passages.at(-1)!.picture).toBe('picture of a.png')
    expect(page(svg('x').replace('M0 0', 'M0 1')).passages[0]!.picture).not.toBe(page(svg('x')).passages[0]!.picture)
  })

  test('nothing where it is no page of an edition', () => {
    expect(readEditionPage('<p>Anything</p>', () => '')).toBeUndefined()
  })
})

const between = (before: string, after: string) =>
  changesBetween(page(before), page(after)).map(({level, how, before: old, after: now}) => [level, how, old, now])

describe('from one page to the next', () => {
  test.each([
    ['nothing', '<p>A b c.</p>', '<p>A  b <i>c</i>.</p>', []],
    [
      'a number',
      `<p>It has ${value('5', 'q.n')} halls.</p>`,
      `<p>It has ${value('6', 'q.n')} halls.</p>`,
      [['number', 'changed', '5', '6']]
    ],
    [
      'a number that reads the same',
      `<p>It has ${value('5', 'q.n', '5.1')} halls.</p>`,
      `<p>It has ${value('5', 'q.n', '5.2')} halls.</p>`,
      [['number', 'changed', '5', '5']]
    ],
    [
      'a wording',
      '<p>It has few halls. Yes.</p>',
      '<p>It has many halls. Yes.</p>',
      [['sentence', 'changed', 'It has few halls.', 'It has many halls.']]
    ],
    ['a sentence more', '<p>One. Two.</p>', '<p>One. And another. Two.</p>', [['sentence', 'added', undefined, 'And another.']]],
    [
      'a sentence less',
      '<p>One. And another. Two.</p>',
      '<p>One. Two.</p>',
      [['sentence', 'removed', 'And another.', undefined]]
    ],
    [
      'a sentence elsewhere',
      '<p>Some words come first. Here is two. Here is three.</p>',
      '<p>Here is two. Here is three. Some words come first.</p>',
      [['sentence', 'moved', 'Some words come first.', 'Some words come first.']]
    ],
    [
      'an address',
      '<p><a href="https://a.example/">Go</a></p>',
      '<p><a href="https://b.example/">Go</a></p>',
      [['number', 'changed', '', '']]
    ],
    ['a picture', '<img src="a.png" alt="Hall">', '<img src="b.png" alt="Hall">', [['figure', 'changed', 'Hall', 'Hall']]],
    [
      'the words of a picture',
      '<img src="a.png" alt="Hall">',
      '<img src="a.png" alt="Gate">',
      [['figure', 'changed', 'Hall', 'Gate']]
    ]
  ])('%s', (_, before, after, expected) => {
    expect(between(before, after)).toEqual(expected)
  })

  test('a row of a ranking that rose, with its new value', () => {
    const rows = (order: readonly (readonly [string, string])[]) =>
      `<table><thead><tr><th scope="col" data-column="name">Name</th><th scope="col" data-column="n">N</th></tr></thead><tbody>${order.map(([id, n]) => `<tr data-origin="t[r=${id}]"><th>${id}</th><td>${n}</td></tr>`).join('')}</tbody></table>`
    expect(
      between(
        rows([
          ['a', '9'],
          ['b', '8'],
          ['c', '7']
        ]),
        rows([
          ['c', '10'],
          ['a', '9'],
          ['b', '8']
        ])
      )
    ).toEqual([
      ['row', 'moved', 'c | 7', 'c | 10'],
      ['number', 'changed', '7', '10']
    ])
  })

  test('the number of a sentence with other words is told with them, unless it stands elsewhere too', () => {
    const of = (n: string, words: string) => `<p>The score is ${value(n, 'q.s')}, ${words} the average.</p>`
    const changed = (before: string, after: string) => [{id: 'a', changes: changesBetween(page(before), page(after))}]
    const levels = (before: string, after: string) => clusterChanges(changed(before, after)).clusters.map(({level}) => level)
    expect(levels(of('5', 'above'), of('3', 'below'))).toEqual(['sentence'])
    const more = (n: string) => `<p>Score: ${value(n, 'q.s')}</p>`
    expect(levels(of('5', 'above') + more('5'), of('3', 'below') + more('3'))).toEqual(['number', 'sentence'])
  })
})

test('the same change in many editions is one, with its wordings; a second one of the kind is another', () => {
  const one = (region: string, verb: string) => page(`<p>${value(region, `r[id=${region}].name`)} ${verb} the nation.</p>`)
  const twice = (region: string, verb: string) =>
    page(`<p>${value(region, `r[id=${region}].name`)} ${verb} the nation.</p>`.repeat(2))
  const changes = (of: typeof one) =>
    ['North', 'South'].map((region) => ({id: region, changes: changesBetween(of(region, 'leads'), of(region, 'led'))}))
  expect(clusterChanges(changes(one)).clusters).toEqual([
    {
      level: 'sentence',
      how: 'changed',
      kind: 'sentence',
      places: [''],
      wordings: [
        {before: 'North leads the nation.', after: 'North led the nation.', editions: ['North']},
        {before: 'South leads the nation.', after: 'South led the nation.', editions: ['South']}
      ],
      editions: ['North', 'South']
    }
  ])
  expect(clusterChanges(changes(twice)).clusters.map(({editions}) => editions)).toEqual([
    ['North', 'South'],
    ['North', 'South']
  ])
})

test('words are compared one by one, and Chinese character by character', () => {
  const marked = (before: string, after: string) =>
    partsBetween(before, after)
      .map(({kind, text}) => (kind === 'same' ? text : kind === 'added' ? `+${text}+` : `-${text}-`))
      .join('')
  expect(marked('It has 1,200 halls', 'It has 1,250 halls')).toBe('It has -1,200-+1,250+ halls')
  expect(marked('广东排第一', '广东列第一')).toBe('广东-排-+列+第一')
})

test('many editions in few words', () => {
  const all = ['gd', 'zj', 'bj', 'sh', 'tj'].flatMap((region) => ['en', 'zh'].map((language) => ({region, language})))
  const words = editionsInWords(all)
  const some = (regions: string[], languages: string[]) =>
    words(all.filter(({region, language}) => regions.includes(region) && languages.includes(language)))
  expect(words(all)).toBe('all editions')
  expect(some(['gd', 'zj'], ['en'])).toBe('gd|zj.en')
  expect(some(['gd', 'zj', 'bj', 'sh'], ['en', 'zh'])).toBe('4 regions.*')
  expect(words([all[0]!, all[3]!])).toBe('gd.en, zj.zh')
})

// A page of passages that are unlike each other, and edits of it that are known.
function planted(seed: number) {
  const pick = sequence(seed)
  const word = () => Array.from({length: 7}, () => String.fromCharCode(97 + pick(26))).join('')
  const sentence = (): Passage => {
    const pieces: Piece[] = [
      `${word()} ${word()} ${word()} `,
      {text: String(pick(1000)), value: '', origin: `q.${word()}`},
      ` ${word()} ${word()}`
    ]
    return {kind: 'sentence', near: word(), pieces}
  }
  const before = Array.from({length: 10 + pick(60)}, sentence)
  const expected: string[] = []
  const after = before.flatMap((passage): Passage[] => {
    const [start, number, end] = passage.pieces as [string, Exclude<Piece, string>, string]
    switch (pick(8)) {
      case 0:
        expected.push('number changed')
        return [{...passage, pieces: [start, {...number, text: `${number.text}0`}, end]}]
      case 1:
        expected.push('sentence changed')
        return [{...passage, pieces: [start, number, `${end} more`]}]
      case 2:
        expected.push('sentence removed')
        return []
      case 3:
        expected.push('sentence added')
        return [passage, sentence()]
      default:
        return [passage]
    }
  })
  return {before, after, expected}
}

test.each(Array.from({length: 60}, (_, seed) => seed + 1))('every planted edit is found, and nothing else (%i)', (seed) => {
  const {before, after, expected} = planted(seed)
  const edition = (passages: readonly Passage[]) => ({id: 'a', language: 'en', passages})
  const found = changesBetween(edition(before), edition(after))
  expect(found.map(({level, how}) => `${level} ${how}`).toSorted()).toEqual(expected.toSorted())
  expect(changesBetween(edition(before), edition(before))).toEqual([])
  // Each passage of either side is in one pair.
  const pairs = alignPassages(before, after)
  expect(new Set(pairs.flatMap((pair) => pair.before ?? []))).toEqual(new Set(before))
  expect(pairs.flatMap((pair) => pair.after ?? [])).toEqual(after)
  expect(clusterChanges([{id: 'a', changes: found}]).clusters).toHaveLength(expected.length)
})
