/** A finished PDF, broken in one way at a time: each is found by the rule that it breaks, and by no other. */
import {beforeAll, describe, expect, test} from 'vitest'
import {rules} from '../../pipeline/pdf/rules/index.ts'
import {validatePdf} from '../../pipeline/pdf/validate.ts'
import {examples} from './broken/all.ts'
import {broken} from './broken/breakage.ts'
import {printEdition} from './broken/edition.ts'

let edition: Uint8Array
beforeAll(async () => {
  edition = await printEdition()
})

const broke = (pdf: Uint8Array) => [...new Set(validatePdf(pdf).map(({rule}) => rule))]

test('what is not broken breaks no rule', () => {
  expect(validatePdf(edition)).toEqual([])
  expect(validatePdf(broken(edition, () => {}))).toEqual([])
})

test.each(examples)('$name: $rule', ({rule, of}) => {
  const findings = validatePdf(of(edition))
  expect([...new Set(findings.map((finding) => finding.rule))]).toEqual([rule])
  expect(findings.filter(({reason}) => !/^Unexpected .*, expected .*[^.]$/s.test(reason))).toEqual([])
})

test('every rule is broken by an example, and no two examples have one name', () => {
  const broken = new Set(examples.map(({rule}) => rule))
  expect(rules.map(({name}) => name).filter((name) => !broken.has(name))).toEqual([])
  expect(new Set(examples.map(({name}) => name)).size).toBe(examples.length)
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
        note: expect.stringMatching(/^It has .{4,80}\.$/)
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
  })
})
