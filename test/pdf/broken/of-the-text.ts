/** Ways to break the marks and the structure of the text. */
import {pdfDictionary, pdfName, pdfReference, pdfString, referenceIn, type PdfValue} from '../../../pipeline/pdf/objects.ts'
import {dictionaryAt, objectAt} from '../../../pipeline/pdf/parse.ts'
import {lookTree} from '../../../pipeline/pdf/rules/look.ts'
import type {StructureElement} from '../../../pipeline/pdf/structure-tree.ts'
import {editPage, having, of, wrap, type Breakage, type Open} from './breakage.ts'

const MARK = /\/(\w+) <<\/MCID (\d+)>>BDC\n/
const retyped = (element: StructureElement, type: string) => element.dictionary.set('S', pdfName(type))

const marks: readonly Breakage[] = [
  ['a line in no mark', 'content-is-marked', (open) => editPage(open, (text) => `${text}\n0 0 5 5 re f`)],
  [
    'text in no mark',
    'content-is-marked',
    (open) => editPage(open, (text) => text.replace(/\/Artifact <<.*?>>BDC\n([^]*?)EMC\n/, '$1'))
  ],
  [
    'an artifact in content',
    'artifact-stands-apart',
    (open) => editPage(open, (text) => text.replace(MARK, '$&/Artifact BMC EMC\n'))
  ],
  ['content in an artifact', 'artifact-stands-apart', (open) => editPage(open, (text) => `/Artifact BMC\n${text}\nEMC`)],
  ['a mark without an end', 'marks-begin-and-end', (open) => editPage(open, (text) => `${text}\n/Artifact BMC`)],
  ['an end without a mark', 'marks-begin-and-end', (open) => editPage(open, (text) => `${text}\nEMC`)],
  ['content that ends in a string', 'content-can-be-read', (open) => editPage(open, (text) => `${text}\n(a`)]
]

// A paragraph of one run of text.
const paragraph = (open: Open) => of(open, 'P').findLast(({dictionary}) => typeof dictionary.get('K') === 'number')!

const tree: readonly Breakage[] = [
  ['no structure', 'document-has-a-structure', ({catalog}) => catalog.delete('StructTreeRoot')],
  [
    'an element that holds itself',
    'structure-can-be-read',
    (open) => (of(open, 'L')[0].dictionary.get('K') as PdfValue[]).push(pdfReference(of(open, 'L')[0].number))
  ],
  ['an element without a page', 'structure-can-be-read', (open) => paragraph(open).dictionary.delete('Pg')],
  ['no way from content to elements', 'structure-has-a-parent-tree', ({root}) => root.delete('ParentTree')],
  [
    'a paragraph in another section',
    'element-knows-its-parent',
    (open) => paragraph(open).dictionary.set('P', pdfReference(of(open, 'L')[0].number))
  ],
  [
    'content that leads to another element',
    'content-knows-its-element',
    (open) => {
      const {kids, number} = paragraph(open)
      const page = kids[0]!.at === 'content' ? kids[0]!.page : 0
      const key = dictionaryAt(open.file, page).get('StructParents')!
      const entry = lookTree(open.file, open.root.get('ParentTree'), 'Nums').find(([each]) => each === key)![1]
      const list = objectAt(open.file, referenceIn(entry)!).value as PdfValue[]
      list.forEach((each, at) => {
        if (referenceIn(each) === number) list[at] = pdfReference(of(open, 'L')[0].number)
      })
    }
  ],
  [
    'a link that leads to another element',
    'content-knows-its-element',
    (open) => {
      const [first, second] = having(open, 'Subtype', 'Link')
      first.set('StructParent', second!.get('StructParent')!)
    }
  ],
  ['content of no element', 'marked-content-has-an-element', (open) => paragraph(open).dictionary.delete('K')],
  [
    'a mark with a number that is not known',
    'marked-content-has-an-element',
    (open) => editPage(open, (text) => `${text}\n/P <</MCID 999>>BDC EMC`)
  ],
  [
    'a number twice on a page',
    'marked-content-is-there-once',
    (open) => editPage(open, (text) => text.replace(MARK, '$&EMC\n$&'))
  ],
  [
    'content twice in an element',
    'marked-content-is-there-once',
    (open) => {
      const {dictionary} = paragraph(open)
      dictionary.set('K', [dictionary.get('K')!, dictionary.get('K')!])
    }
  ],
  [
    'an element of content that is not there',
    'element-has-its-content',
    (open) => {
      const {dictionary} = paragraph(open)
      dictionary.set('K', [dictionary.get('K')!, 999])
    }
  ],
  [
    'two elements with one id',
    'element-id-is-its-own',
    (open) =>
      of(open, 'P')
        .slice(0, 2)
        .forEach(({dictionary}) => dictionary.set('ID', pdfString('same')))
  ]
]

const roles: readonly Breakage[] = [
  ['a type that nobody knows', 'role-is-standard', (open) => retyped(of(open, 'P')[0], 'Strange')],
  [
    'types that stand for each other',
    'role-map-has-no-circle',
    ({root}) => root.set('RoleMap', pdfDictionary({One: pdfName('Two'), Two: pdfName('One')}))
  ],
  [
    'a paragraph that stands for another type',
    'standard-role-is-kept',
    ({root}) => root.set('RoleMap', pdfDictionary({P: pdfName('Span')}))
  ]
]

const nesting: readonly Breakage[] = [
  ['a row that is a paragraph', 'table-holds-rows', (open) => retyped(of(open, 'TR').at(-1)!, 'P')],
  ['a row within a division', 'table-holds-rows', (open) => wrap(open, of(open, 'TR')[0], 'Div')],
  ['an item without a body', 'list-holds-items', (open) => retyped(of(open, 'LBody')[0], 'P')],
  ['items in no list', 'list-holds-items', (open) => retyped(of(open, 'L')[0], 'Div')],
  ['an entry that is a paragraph', 'contents-hold-entries', (open) => retyped(of(open, 'TOCI')[0], 'P')],
  ['entries in no table of contents', 'contents-hold-entries', (open) => retyped(of(open, 'TOC')[0], 'Div')],
  [
    'a caption in the midst',
    'caption-is-first-or-last',
    (open) => {
      const {dictionary} = of(open, 'Table')[0]
      const [caption, first, ...rest] = dictionary.get('K') as PdfValue[]
      dictionary.set('K', [first!, caption!, ...rest])
    }
  ],
  ['a head of a table without a body', 'table-has-one-head', (open) => wrap(open, of(open, 'TR')[0], 'THead')],
  [
    'two heads of a table',
    'table-has-one-head',
    (open) =>
      of(open, 'TR')
        .slice(0, 2)
        .forEach((row) => wrap(open, row, 'THead'))
  ]
]

const elements: readonly Breakage[] = [
  ['a first heading of a lower level', 'heading-levels-have-no-gap', (open) => retyped(of(open, 'H1')[0], 'H2')],
  ['a heading two levels below', 'heading-levels-have-no-gap', (open) => retyped(of(open, 'H3')[0], 'H4')],
  ['a heading without a level', 'headings-are-of-one-kind', (open) => retyped(of(open, 'H3').at(-1)!, 'H')],
  ['a figure without words', 'figure-has-words', (open) => of(open, 'Figure')[0].dictionary.delete('Alt')],
  [
    'a formula without words',
    'formula-has-words',
    (open) => {
      const [{dictionary}] = of(open, 'Figure')
      dictionary.delete('Alt')
      dictionary.set('S', pdfName('Formula'))
    }
  ],
  ['a note without an id', 'note-has-an-id', (open) => retyped(paragraph(open), 'Note')],
  ['a link that is a piece of text', 'annotation-has-an-element', (open) => retyped(of(open, 'Link')[0], 'Span')],
  [
    'a link outside of the structure',
    'annotation-has-an-element',
    (open) => {
      const {dictionary} = of(open, 'Link')[0]
      dictionary.set(
        'K',
        (dictionary.get('K') as PdfValue[]).filter((kid) => !(kid instanceof Map && kid.has('Obj')))
      )
    }
  ]
]

const cell = (open: Open, entries: Readonly<Record<string, PdfValue>>) =>
  of(open, 'TD')[0].dictionary.set('A', pdfDictionary({O: pdfName('Table'), ...entries}))

const tables: readonly Breakage[] = [
  ['a row that is wider', 'table-rows-are-of-one-width', (open) => cell(open, {ColSpan: 2})],
  ['a head of neither rows nor columns', 'header-cell-has-a-scope', withoutScope],
  ['a cell of a head that is not there', 'header-of-a-cell-is-there', (open) => cell(open, {Headers: [pdfString('nowhere')]})]
]

// Nor is it named by a cell.
function withoutScope(open: Open): void {
  for (const type of ['TH', 'TD'] as const) for (const {dictionary} of of(open, type)) dictionary.delete('A')
}

/** All of them. */
export const ofTheText: readonly Breakage[] = [...marks, ...tree, ...roles, ...nesting, ...elements, ...tables]
