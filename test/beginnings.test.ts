/** Sentences of English that begin with a digit: in the text as written, and in the text of an edition. */
import {describe, expect, test} from 'vitest'
import {digitBeginnings} from '../pipeline/language/beginnings.ts'
import {rulesFor} from '../pipeline/language/index.ts'
import {lint} from '../pipeline/stages/lint/index.ts'
import {parse} from '../pipeline/stages/parse/index.ts'
import {composed, dataset} from './composing.ts'

const RULE = 'sentence-begins-with-a-word'
const found = (text: string, language = 'en') =>
  digitBeginnings(text, rulesFor(language).prose).map(({digit}) => text.slice(digit, digit + 6))

describe('a sentence begins with a digit', () => {
  test.each([
    ['31 regions are listed.', ['31 reg']],
    ['All are listed. 2019 was the year of the census.', ['2019 w']],
    ['He said all. “5 of them are.” Yes.', ['5 of t']],
    ['Is it so? 3.5 points are few! (12 are more.)', ['3.5 po', '12 are']]
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))

  test.each([
    'In 2019 all 31 regions were listed.',
    'See No. 5 of the list, vol. 3 of it, and Dec. 2023 too.',
    '31 regions',
    '12.5 %.',
    '1, 2, 3.',
    'Thirty-one regions are listed.'
  ])('not: %s', (text) => expect(found(text)).toEqual([]))

  test('Chinese has no such rule', () => expect(found('31个地区在列。2019年也是。', 'zh-Hans')).toEqual([]))
})

describe('is told', () => {
  const linted = async (text: string) => {
    const source = {path: 'chapters/en/a.md', text: `# Title {#a}\n\n${text}\n`}
    const {tree} = await parse({source, language: 'en', axes: {language: ['en']}}, () => {})
    return lint(tree, rulesFor('en').prose).doubtful.filter(({rule}) => rule === RULE)
  }

  test('where its author wrote the digit', async () => {
    const told = await linted(
      'All regions are listed. 2019 was a year of {{num a.b}} pages.\n\n| a |\n|---|\n| 31 regions |\n\n## 31 regions'
    )
    expect(told.map(({reason, text}) => [reason, text])).toEqual([
      ['Unexpected digit at the beginning of “2019 was a year of … pages.…”, expected a word', '2019']
    ])
  })

  test('where a value begins it, in the edition in which it does', async () => {
    const counts = dataset('counts', [{regions: '31', models: '5'}], {
      fields: {regions: {type: 'integer'}, models: {type: 'integer'}}
    })
    const told = async (text: string) =>
      (await composed({text, queries: [counts]})).warnings.filter(({rule}) => rule === RULE).map(({reason}) => reason)
    expect(await told('All are listed. {{num counts.regions}} regions *are* listed, {{num counts.models}} models too.')).toEqual([
      'Unexpected digit at the beginning of “31 regions are listed, 5 models too.…”, expected a word'
    ])
    expect(
      await told(
        '- {{num counts.regions}} regions\n\n{{num counts.models words="capital"}} models are listed. In all {{num counts.regions}} are.'
      )
    ).toEqual([])
    expect(await told('31 regions have {{num counts.models}} models.')).toEqual([])
    expect(await told('![a](a.png){note="{{num counts.regions}} of them are listed."}')).toHaveLength(1)
  })
})
