/** A finished PDF, broken in one way at a time: each is found by the rule that it breaks, and by no other. */
import {beforeAll, describe, expect, test} from 'vitest'
import {rules} from '../../pipeline/pdf/rules/index.ts'
import {validatePdf} from '../../pipeline/pdf/validate.ts'
import {broken, brokenBytes} from './broken/breakage.ts'
import {printEdition} from './broken/edition.ts'
import {bytes, ofTheDocument} from './broken/of-the-document.ts'
import {ofTheText} from './broken/of-the-text.ts'

let edition: Uint8Array
beforeAll(async () => {
  edition = await printEdition()
}, 60_000)

const broke = (pdf: Uint8Array) => [...new Set(validatePdf(pdf).map(({rule}) => rule))]

test('what is not broken breaks no rule', () => {
  expect(validatePdf(edition)).toEqual([])
  expect(validatePdf(broken(edition, () => {}))).toEqual([])
})

test.each([...ofTheDocument, ...ofTheText])('%s: %s', (_, rule, change) => {
  expect(broke(broken(edition, change))).toEqual([rule])
})

test.each(bytes)('%s: %s', (_, rule, change) => {
  expect(broke(brokenBytes(edition, change))).toEqual([rule])
})

test('every rule is broken by one of them, and says what it expected', () => {
  const all = [...ofTheDocument, ...ofTheText, ...bytes]
  expect(rules.map(({name}) => name).filter((name) => !all.some(([, rule]) => rule === name))).toEqual([])
  expect(new Set(all.map(([name]) => name)).size).toBe(all.length)
  const told = [...ofTheDocument, ...ofTheText].flatMap(([, , change]) => validatePdf(broken(edition, change)))
  expect(told.filter(({reason}) => !/^Unexpected .*, expected .*[^.]$/s.test(reason))).toEqual([])
})

describe('what is no PDF is told in one sentence', () => {
  test.each([
    ['nothing', ''],
    ['a text', 'startxref'],
    ['a table that is elsewhere', 'startxref 99999 %%EOF'],
    ['a table without an end', 'xref 0 99999999 startxref 0 %%EOF'],
    ['a number', '1 0 obj <</Type/XRef/W[1 1 1]/Size 1e9/Length 3>> stream\n123 endstream startxref 0']
  ])('%s', (_, text) => {
    expect(validatePdf(Buffer.from(text))).toEqual([
      {
        rule: 'file-can-be-read',
        clause: 'ISO 32000-1 7.5',
        reason: 'Unexpected file that cannot be read, expected a whole PDF as Octavo writes it',
        note: expect.stringContaining('Unexpected PDF: ')
      }
    ])
  })

  test('wherever it ends, and whatever byte is another', () => {
    for (let end = 0; end < edition.length; end += 1009) expect(broke(edition.subarray(0, end))).toEqual(['file-can-be-read'])
    for (let at = 0; at < edition.length; at += 2003) {
      const damaged = Uint8Array.from(edition)
      damaged[at]! ^= 0x55
      expect(() => validatePdf(damaged)).not.toThrow()
    }
  }, 60_000)
})
