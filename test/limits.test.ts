/** What is deeper, denser or longer than any chapter is an error at its place, at once: nothing hangs, nothing overflows. */
import {describe, expect, test} from 'vitest'
import {composed, dataset, messages, passage} from './composing.ts'
import {readCondition} from '../pipeline/stages/parse/condition.ts'

const told = async (text: string) =>
  (await messages({text})).map(({line, column, rule, reason}) => `${line}:${column} ${rule}: ${reason}`)
const n = 20_000

describe('E29 E32 a chapter that no one writes is refused before it is read', () => {
  test.each([
    ['10,000 quotations', `${'>'.repeat(10_000)} a`, '3:51', 'line inside so many quotations and lists'],
    ['10,000 lists', `${'- '.repeat(10_000)}a`, '3:101', 'line inside so many quotations and lists'],
    [
      'lists by their indent',
      Array.from({length: 500}, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n'),
      '104:1',
      'indent of 202 columns'
    ],
    [
      '2,000 directives',
      Array.from({length: 2000}, (_, index) => `${':'.repeat(3 + (index % 9))}callout`).join('\n'),
      '33:1',
      'directive inside so many others'
    ],
    [
      'directives with more and more colons',
      Array.from({length: 600}, (_, index) => `${':'.repeat(603 - index)}callout`).join('\n'),
      '33:1',
      'directive inside so many others'
    ],
    ['brackets', '['.repeat(n), '3:51', 'bracket inside so many others'],
    ['directives in sentences', ':only['.repeat(n), '3:306', 'bracket inside so many others'],
    ['emphasis', '*a '.repeat(n), '3:15001', 'paragraph with so many marks of Markdown'],
    ['one mark', `${'_'.repeat(n)}a${'_'.repeat(n)}`, '3:1', 'run of 20000 marks `_`'],
    ['expressions', '{{a '.repeat(n), '3:10001', 'paragraph with so many marks of Markdown'],
    ['links', '[a]('.repeat(n), '3:10001', 'paragraph with so many marks of Markdown'],
    ['code', Array.from({length: 300}, (_, index) => `${'`'.repeat(index + 1)} `).join(''), '', 'run of 61 marks'],
    ['a paragraph of lines', 'a\n'.repeat(n), '5003:1', 'paragraph or table of so many lines'],
    ['a million letters', 'abcdefghi\n\n'.repeat(100_000), '1:1', 'chapter of 1100009 characters']
  ])('%s', async (_, text, place, what) => {
    const found = await told(text)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(place === '' ? /^3:\d+ text-keeps-limits/ : `${place} text-keeps-limits`)
    expect(found[0]).toContain(`Unexpected ${what}`)
  })

  test('emphasis inside emphasis, by the tree that it makes', async () => {
    expect((await told('*a _b '.repeat(150) + 'b_ a* '.repeat(150)))[0]).toMatch(
      /^3:\d+ text-keeps-limits: Unexpected passage that stands in too much/
    )
  })

  test('what chapters do write is read', async () => {
    expect(await passage({text: `${'> '.repeat(40)}a`})).toContain('<p>a</p>')
    expect(await passage({text: `${'- '.repeat(40)}a`})).toContain('<li>a</li>')
    const rows = Array.from({length: 900}, (_, index) => `| **${index}** | [a](https://b.c) | *x* |`).join('\n')
    expect((await passage({text: `| a | b | c |\n|---|---|---|\n${rows}`})).match(/<tr>/g)).toHaveLength(901)
    expect(await passage({text: `\`\`\`\n${'*['.repeat(9000)}\n\`\`\``})).toContain('*[*[')
    expect(await passage({text: `${'*'.repeat(200)}\n\na`})).toContain('<hr>')
  })

  test('damaged characters are told by twenty', async () => {
    expect(await told('\u0001'.repeat(200_000))).toHaveLength(20)
  })
})

describe('E32 conditions and expressions have a length and a depth', () => {
  test.each([
    [
      '20,000 terms',
      Array.from({length: 20_000}, () => "region = 'gd'").join(' or '),
      'Unexpected condition of so many words, expected at most 1000'
    ],
    [
      'parentheses',
      `${'('.repeat(5000)}region = 'gd'${')'.repeat(5000)}`,
      'Unexpected condition of so many words, expected at most 1000'
    ],
    [
      'parentheses, fewer',
      `${'('.repeat(60)}region = 'gd'${')'.repeat(60)}`,
      'Unexpected condition inside so many others, expected at most 50'
    ],
    ['not', `${'not '.repeat(60)}region = 'gd'`, 'Unexpected condition inside so many others, expected at most 50']
  ])('%s', (_, text, reason) => expect(() => readCondition(text)).toThrow(expect.objectContaining({message: reason})))

  test('in a chapter at their place', async () => {
    const condition = Array.from({length: 20_000}, () => "region = 'gd'").join(' or ')
    expect(await told(`A :only[x]{if="${condition}"} b`)).toEqual([
      '3:3 expression-is-understood: Unexpected condition of so many words, expected at most 1000'
    ])
    expect(await told(`A {{num ${'('.repeat(10_000)}}} b`)).toHaveLength(1)
    expect(await told(`A [x](https://a.b "${'{{'.repeat(2000)}")`)).toHaveLength(1)
  })
})

describe('E29 an edition has an end', () => {
  const many = dataset(
    'many',
    Array.from({length: 2000}, (_, index) => ({id: String(index), text: 'x'.repeat(30_000)}))
  )

  test.each([
    ['4 M repetitions', '::::each{a in="many"}\n:::each{b in="many"}\nx\n:::\n::::'],
    ['8,000 M repetitions of nothing', ':::::each{a in="many"}\n::::each{b in="many"}\n:::each{c in="many"}\n:::\n::::\n:::::'],
    ['a table for each row', '::::each{a in="many"}\n::table{#tab-a query="many" columns="id, id" caption="c"}\n::::']
  ])('%s', async (_, text) => {
    expect(await messages({text, queries: [many]})).toEqual([
      expect.objectContaining({
        rule: 'edition-keeps-limits',
        reason: 'Unexpected edition of more than 500000 pieces of text',
        node: expect.stringMatching(/^standing#n\d+$/)
      })
    ])
  })

  test('by the characters of its values', async () => {
    expect(await messages({text: ':::each{a in="many"}\n{{a.text}}\n:::', queries: [many]})).toEqual([
      expect.objectContaining({reason: 'Unexpected edition of more than 50000000 characters of values'})
    ])
  })
})

describe('E30 names of JavaScript’s own are names like others', () => {
  const odd = dataset('constructor', [{toString: 'a', hasOwnProperty: null}])

  test('of queries, columns, footnotes, loop variables', async () => {
    const text =
      '{{constructor.toString}} {{constructor.hasOwnProperty or="b"}}[^__proto__]\n\n:::each{valueOf in="constructor"}\n- {{valueOf.toString}}\n:::\n\n[^__proto__]: Note.'
    const {html} = await composed({text: `# T\n\n${text}`, queries: [odd]})
    expect(html.replaceAll(/<[^>]*>/g, '')).toContain('a b1')
    expect(html).toContain('<p>Note.</p>')
  })

  test.each([
    ['{{toString.x}}', 'name-is-known'],
    ['{{region.constructor}}', 'column-is-known'],
    ['{{constructor region.id}}', 'helper-is-known'],
    ['{{num region.id constructor=1}}', 'option-is-known'],
    [':constructor[x]{if="region = \'gd\'"}', 'directive-is-known'],
    [':only[x]{if="__proto__ = \'gd\'"}', 'path-has-two-parts'],
    [':only[x]{if="__proto__.a = \'gd\'"}', 'name-is-known'],
    ['![a](images/a.svg){constructor="x"}', 'attribute-is-known'],
    [':only[x]{__proto__="x" if="region = \'gd\'"}', 'attribute-is-known']
  ])('%s', async (text, rule) => expect((await messages({text})).map((message) => message.rule)).toEqual([rule]))
})
