import {describe, expect, test} from 'vitest'
import {readCharacterMap, writeCharacterMap} from '../../pipeline/pdf/character-map.ts'
import {pdfDictionary, pdfName, pdfReference, pdfString, type PdfValue} from '../../pipeline/pdf/objects.ts'
import {parsePdf} from '../../pipeline/pdf/parse.ts'
import {Scanner} from '../../pipeline/pdf/scanner.ts'
import {plainLine, textString} from '../../pipeline/pdf/text.ts'
import {readValue, writeValue} from '../../pipeline/pdf/values.ts'
import {writePdf} from '../../pipeline/pdf/write.ts'

const read = (text: string) => readValue(new Scanner(text))

describe('D28 values are read as the standard has them', () => {
  test.each<[string, PdfValue]>([
    ['(a(b)c)', pdfString('a(b)c')],
    ['(endobj \\) stream)', pdfString('endobj ) stream')],
    ['(\\\\\\(\\101\\53\\0)', pdfString('\\(A+\0')],
    ['(\\n\\r\\t\\b\\f\\x)', pdfString('\n\r\t\b\fx')],
    ['(a\\\r\nb\rc\r\nd)', pdfString('ab\nc\nd')],
    ['(% no comment)', pdfString('% no comment')],
    ['<48 65 6C6>', pdfString('Hel`')],
    ['/A#20B#2f', pdfName('A B/')],
    ['/', pdfName('')],
    ['12 0 R', pdfReference(12)],
    ['-12', -12],
    ['[1 2 0 R 3 4]', [1, pdfReference(2), 3, 4]],
    ['[1 0 /R]', [1, 0, pdfName('R')]],
    ['% (\n true', true],
    [
      '<</A<</B(>>)>>/C null/D[<<>>]>>',
      new Map<string, PdfValue>([
        ['A', new Map([['B', pdfString('>>')]])],
        ['C', null],
        ['D', [new Map()]]
      ])
    ],
    ['-.5', {kind: 'real', text: '-.5'}]
  ])('%s', (text, value) => expect(read(text)).toEqual(value))
})

test.each(['(a', '<41', '<4x>', '<<1 2>>', '[1', '}', '1.2.3', 'foo', '>', `${'['.repeat(300)}1`, ''])(
  '%s is refused',
  (text) => {
    expect(() => read(text)).toThrow(/^Unexpected PDF: .*, expected a file as Chromium writes it$/)
  }
)

test('D28 what is written is read again, whatever it holds', () => {
  const value = pdfDictionary({
    'A (b) #/%': [pdfString('(\\'), pdfString('\r\n\x80'), pdfName('x y'), true, null, -3, {kind: 'real', text: '1.50'}],
    $$: pdfDictionary({'$&': pdfString('$& $1 endobj')}),
    Ref: pdfReference(7)
  })
  expect(read(writeValue(value))).toEqual(value)
})

test('D28 objects keep to their places, whatever their strings say', () => {
  const objects = [
    '<</Type /Catalog /A (endobj) /Pages 3 0 R>>',
    '<</Title (1 0 obj stream endstream xref trailer << startxref)>>',
    '<</Length 23 /X (stream\n)>>\nstream\nendstream endobj (\\) <<\nendstream'
  ]
  let text = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const pdf = Buffer.from(
    `${text}xref\n0 4\n0000000000 65535 f \n${table}trailer\n<</Size 4 /Root 1 0 R /Info 2 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1'
  )
  const file = parsePdf(pdf)
  expect(file.objects[1]!.value).toEqual(
    pdfDictionary({Type: pdfName('Catalog'), A: pdfString('endobj'), Pages: pdfReference(3)})
  )
  expect(Buffer.from(file.objects[3]!.stream!).toString()).toBe('endstream endobj (\\) <<')
  expect(() => writePdf(file)).not.toThrow()
  const wrong = Buffer.from(pdf.toString('latin1').replace('/Length 23', '/Length 21'), 'latin1')
  expect(() => parsePdf(wrong)).toThrow('a wrong length of the stream 3')
})

test('titles are one line of what can be shown', () => {
  expect(plainLine(' a\n\tb\u0000\u001b c\ufeff \ud800')).toBe('a b c \ufffd')
  expect(textString('US$$ (a)')).toEqual(pdfString('US$$ (a)'))
  expect(textString('é')).toEqual(pdfString('\xfe\xff\0\xe9'))
})

test('D28 a table of characters keeps its meaning, and its ranges keep within a byte', () => {
  const table =
    'begincmap\n1 beginbfchar\n<0001> <D842DFB7>\nendbfchar\n2 beginbfrange\n<00FE> <0101> <00FE>\n<0200> <0201> [<0041> <00660066>]\nendbfrange\nendcmap\n'
  const map = readCharacterMap(table)
  expect(map.entries).toEqual([
    [0x01, '𠮷'],
    [0xfe, 'þ'],
    [0xff, 'ÿ'],
    [0x100, 'Ā'],
    [0x101, 'ā'],
    [0x200, 'A'],
    [0x201, 'ff']
  ])
  const written = writeCharacterMap(map)
  expect(written).toContain('2 beginbfrange\n<00FE> <00FF> <00FE>\n<0100> <0101> <0100>\nendbfrange\nendcmap')
  expect(readCharacterMap(written)).toEqual({...map, head: expect.any(String)})
  expect(() => readCharacterMap('1 beginbfchar\n<01> <0041>\nendbfchar endcmap')).toThrow('not two bytes')
})
