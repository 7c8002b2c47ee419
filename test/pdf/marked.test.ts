/** Content streams with their marks taken off and set anew: what is of the text stays so, all else is an artifact, and marks nest. */
import {describe, expect, test} from 'vitest'
import {MARKS, type Paint, type Site} from '../../pipeline/pdf/content.ts'
import {writeMarked} from '../../pipeline/pdf/marked.ts'
import {IDENTITY, multiply} from '../../pipeline/pdf/matrix.ts'
import {readContent} from '../../pipeline/pdf/read-content.ts'

const painted: string[] = []

// Paths are content of the figure 1 alone, as of real pages.
const site: Site = {
  page: {width: 100, height: 200, top: 20, bottom: 20},
  matrix: IDENTITY,
  properties: () => undefined,
  markOf: (content, paint: Paint) => (paint === 'path' && content !== 1 ? MARKS.artifact : content),
  object: (name) => ({kind: name === 'Own' ? 'own' : name === 'Im' ? 'image' : 'plain', box: [0, 0, 1, 1]}),
  painted: (name, matrix) => void painted.push(`${name} ${matrix.join(' ')}`)
}

function marked(text: string, around: Partial<Site> = {}) {
  const all = {...site, ...around}
  const {text: written, numbers} = writeMarked(text, readContent(text, all), (context) =>
    context >= 0 ? context : MARKS.artifact
  )
  return {lines: written.trim().split('\n').join(' '), numbers: [...numbers]}
}

const LAYOUT = '/Artifact <</Type/Layout>>BDC'

describe('a mark', () => {
  test('that ends behind its group, inside the next one, ends where its paint ends', () => {
    const text =
      '/P <</MCID 0>>BDC q BT 1 0 0 1 9 99 Tm (a) Tj ET Q q 1 0 0 1 0 0 cm EMC /Figure <</MCID 1>>BDC 0 0 9 9 re f Q EMC'
    expect(marked(text)).toEqual({
      lines: '/P <</MCID 0>>BDC q BT 1 0 0 1 9 99 Tm (a) Tj ET Q EMC /Figure <</MCID 1>>BDC q 1 0 0 1 0 0 cm 0 0 9 9 re f Q EMC',
      numbers: [
        [0, [0]],
        [1, [1]]
      ]
    })
  })

  test('that stands in two places has a number for each', () => {
    expect(marked('/P <</MCID 0>>BDC (a) Tj 0 0 1 1 re f (b) Tj EMC')).toEqual({
      lines: `/P <</MCID 0>>BDC (a) Tj EMC ${LAYOUT} 0 0 1 1 re f EMC /P <</MCID 1>>BDC (b) Tj EMC`,
      numbers: [[0, [0, 1]]]
    })
  })

  test('between operators that paint nothing is taken off all the same', () => {
    expect(marked('/P <</MCID 0>>BDC 1 w EMC 2 w /P <</MCID 1>>BDC 3 w (a) Tj EMC').lines).toBe(
      '1 w 2 w 3 w /P <</MCID 1>>BDC (a) Tj EMC'
    )
  })

  test('that paints nothing goes', () => {
    expect(marked('/P <</MCID 0>>BDC q Q EMC')).toEqual({lines: 'q Q', numbers: []})
  })

  test('around text in the midst of other text splits it there', () => {
    expect(marked('BT 1 0 0 1 9 99 Tm (x) Tj /P <</MCID 0>>BDC (a) Tj EMC ET').lines).toBe(
      `BT 1 0 0 1 9 99 Tm ${LAYOUT} (x) Tj EMC /P <</MCID 0>>BDC (a) Tj EMC ET`
    )
  })

  test('keeps a span with a text of its own, also one without glyphs', () => {
    const span = '/Span <</ActualText (x)>> BDC (a) Tj EMC /Span <</ActualText (y)>> BDC EMC'
    expect(marked(`/P <</MCID 0>>BDC BT 1 0 0 1 9 99 Tm ${span} ET EMC`).lines).toBe(
      `/P <</MCID 0>>BDC BT 1 0 0 1 9 99 Tm ${span} ET EMC`
    )
  })
})

describe('what has no mark is an artifact', () => {
  test.each([
    ['BT 1 0 0 1 9 190 Tm (head) Tj ET', '/Artifact <</Type/Pagination/Subtype/Header>>BDC'],
    ['BT 1 0 0 1 9 9 Tm (foot) Tj ET', '/Artifact <</Type/Pagination/Subtype/Footer>>BDC'],
    ['q 2 0 0 2 0 0 cm BT 1 0 0 1 9 95 Tm (head) Tj ET Q', '/Artifact <</Type/Pagination/Subtype/Header>>BDC'],
    ['BT 1 0 0 1 9 99 Tm (amid) Tj ET', LAYOUT],
    ['0 0 100 200 re f', '/Artifact <</Type/Background>>BDC'],
    ['0 0 100 2 re f', LAYOUT],
    ['/Im Do', LAYOUT],
    ['/Plain Do', LAYOUT],
    ['/Artifact <</Type /Layout>> BDC 0 0 1 1 re f EMC', LAYOUT]
  ])('%s', (text, mark) => {
    expect(marked(text).lines).toBe(`${mark} ${text.replace(/^\/Artifact .* BDC | EMC$/g, '')} EMC`)
  })

  test('a path and what clips to it stay one piece', () => {
    expect(marked('1 1 m 2 2 l W n 0 0 m 5 5 l S').lines).toBe(`1 1 m 2 2 l W n ${LAYOUT} 0 0 m 5 5 l S EMC`)
  })
})

test('a form with marks of its own stands in none, and its place is told', () => {
  painted.length = 0
  const {lines} = marked('/P <</MCID 0>>BDC (a) Tj q 2 0 0 2 3 4 cm /Own Do Q (b) Tj EMC')
  expect(lines).toBe('/P <</MCID 0>>BDC (a) Tj EMC q 2 0 0 2 3 4 cm /Own Do Q /P <</MCID 1>>BDC (b) Tj EMC')
  expect(painted).toEqual(['Own 2 0 0 2 3 4'])
})

test('what a figure paints is told as a box', () => {
  const text = 'q 2 0 0 2 10 0 cm /Figure <</MCID 1>>BDC 1 1 4 5 re f BT /F 3 Tf 1 0 0 1 1 20 Tm (a) Tj ET EMC Q'
  expect(readContent(text, site).boxes.get(1)).toEqual([12, 2, 20, 44.8])
})

test('first one transformation, then the other', () => {
  expect(multiply([2, 0, 0, 2, 1, 1], [1, 0, 0, 1, 10, 20])).toEqual([2, 0, 0, 2, 11, 21])
})

test.each([
  ['q', 'Unexpected PDF: an end of a content stream inside q'],
  ['Q', 'Unexpected PDF: an end of q inside root'],
  ['BT Q', 'Unexpected PDF: an end of q inside BT'],
  ['EMC', 'Unexpected PDF: an end of marked content without its beginning'],
  ['/P <</MCID 0>>BDC EMC /P <</MCID 0>>BDC EMC', 'Unexpected PDF: the marked content 0 twice'],
  ['BI', 'Unexpected PDF: an image inside a content stream'],
  ['Td', 'Unexpected PDF: an operator without its operands']
])('%s is refused', (text, message) => {
  expect(() => marked(text)).toThrow(message)
})
