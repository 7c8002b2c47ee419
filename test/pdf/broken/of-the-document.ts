/** Ways to break a file as a whole: its ends, metadata, actions, pages, attached files and colours. */
import {pdfDictionary, pdfName, pdfReference, pdfString, type PdfDictionary} from '../../../pipeline/pdf/objects.ts'
import {addObject, dictionaryAt} from '../../../pipeline/pdf/parse.ts'
import {
  addAnnotation,
  addResource,
  addStream,
  edit,
  editPage,
  follow,
  having,
  of,
  type Breakage,
  type BrokenBytes,
  type Open
} from './breakage.ts'

const SCRIPT = pdfDictionary({S: pdfName('JavaScript'), JS: pdfString('app.beep()')})
const packet = ({file, catalog}: Open, change: (text: string) => string) => edit(file, catalog.get('Metadata'), change)
const link = (open: Open): PdfDictionary => having(open, 'Subtype', 'Link').find((each) => each.has('Dest'))!
const away = (open: Open): PdfDictionary => having(open, 'Subtype', 'Link').find((each) => each.has('A'))!
const attached = (open: Open): PdfDictionary => having(open, 'Type', 'Filespec')[0]
const information = ({file}: Open): PdfDictionary => dictionaryAt(file, file.info)

/** Where the table of references stands is told behind it, so that only it may grow. */
export const bytes: readonly BrokenBytes[] = [
  ['a version that is none', 'header-names-a-version', (text) => text.replace('%PDF-1.7', '%PDF-1.9')],
  ['a head that looks like text', 'header-names-a-version', (text) => text.replace('\n%\xd3\xeb\xe9\xe1', '\n%abcd')],
  ['bytes behind the end', 'nothing-follows-the-end', (text) => `${text}more`],
  ['no identity', 'file-has-an-identity', (text) => text.replace(/\/ID \[<\w+> <\w+>\]/, '')],
  ['encryption', 'file-is-not-encrypted', (text) => text.replace(/\/ID \[<\w+>/, '/Encrypt 1 0 R $&')],
  ['an end that is cut off', 'file-can-be-read', (text) => text.slice(0, -100)],
  ['a beginning that is cut off', 'file-can-be-read', (text) => text.slice(100)]
]

const document: readonly Breakage[] = [
  ['no language', 'document-has-a-language', ({catalog}) => catalog.delete('Lang')],
  ['a language that is a sentence', 'language-is-a-tag', ({catalog}) => catalog.set('Lang', pdfString('in Chinese'))],
  [
    'a paragraph in a language that is none',
    'language-is-a-tag',
    (open) => of(open, 'P')[0].dictionary.set('Lang', pdfString('x_y'))
  ],
  ['no preferences', 'title-is-shown', ({catalog}) => catalog.delete('ViewerPreferences')],
  [
    'the name of the file for a title',
    'title-is-shown',
    ({catalog}) => catalog.set('ViewerPreferences', pdfDictionary({DisplayDocTitle: false}))
  ],
  ['no word that it is tagged', 'document-is-tagged', ({catalog}) => catalog.delete('MarkInfo')],
  [
    'tags that are guessed',
    'tags-are-trusted',
    ({catalog}) => catalog.set('MarkInfo', pdfDictionary({Marked: true, Suspects: true}))
  ],
  [
    'layers without a name',
    'layers-have-names',
    ({catalog}) => catalog.set('OCProperties', pdfDictionary({OCGs: [], D: pdfDictionary({})}))
  ],
  ['a form that is drawn by a program', 'form-is-no-xfa', ({catalog}) => catalog.set('NeedsRendering', true)]
]

const metadata: readonly Breakage[] = [
  ['no metadata', 'metadata-are-there', ({catalog}) => catalog.delete('Metadata')],
  [
    'another part of PDF/A',
    'metadata-name-pdf-a-3a',
    (open) => packet(open, (text) => text.replace('<pdfaid:part>3', '<pdfaid:part>2'))
  ],
  [
    'another level of PDF/A',
    'metadata-name-pdf-a-3a',
    (open) => packet(open, (text) => text.replace('conformance>A<', 'conformance>B<'))
  ],
  [
    'no word of PDF/UA',
    'metadata-name-pdf-ua-1',
    (open) => packet(open, (text) => text.replace('<pdfuaid:part>1</pdfuaid:part>', ''))
  ],
  ['no title', 'metadata-have-a-title', (open) => packet(open, (text) => text.replace(/<dc:title>.*?<\/dc:title>/s, ''))],
  [
    'a schema that is not described',
    'metadata-describe-their-schemas',
    (open) =>
      packet(open, (text) =>
        text.replace('pdfuaid="http://www.aiim.org/pdfua/ns/id/">', '$&<x:own xmlns:x="http://own.example/">1</x:own>')
      )
  ],
  [
    'another title in two places',
    'information-agrees-with-metadata',
    (open) => information(open).set('Title', pdfString('Another'))
  ],
  [
    'another date in two places',
    'information-agrees-with-metadata',
    (open) => information(open).set('ModDate', pdfString('D:20200101000000Z'))
  ]
]

const actions: readonly Breakage[] = [
  ['a script at the beginning', 'action-is-allowed', ({catalog}) => catalog.set('OpenAction', SCRIPT)],
  [
    'a link to a program',
    'action-is-allowed',
    (open) => away(open).set('A', pdfDictionary({S: pdfName('Launch'), F: pdfString('a.exe')}))
  ],
  ['a script behind a link', 'action-is-allowed', (open) => follow(open.file, away(open).get('A')).set('Next', SCRIPT)],
  [
    'scripts of the document',
    'action-is-allowed',
    ({file, catalog}) => follow(file, catalog.get('Names')).set('JavaScript', pdfDictionary({Names: [pdfString('a'), SCRIPT]}))
  ],
  [
    'something done at the end',
    'nothing-acts-by-itself',
    ({catalog}) => catalog.set('AA', pdfDictionary({WC: pdfDictionary({S: pdfName('URI')})}))
  ],
  [
    'something done when a page is turned',
    'nothing-acts-by-itself',
    ({file, pages}) => dictionaryAt(file, pages[0]!).set('AA', pdfDictionary({O: pdfDictionary({S: pdfName('URI')})}))
  ]
]

const pages: readonly Breakage[] = [
  [
    'a page as large as a field',
    'page-has-a-size',
    ({file, pages}) => dictionaryAt(file, pages[1]!).set('MediaBox', [0, 0, 20_000, 842])
  ],
  [
    'a page without a size',
    'page-has-a-size',
    (open) => {
      dictionaryAt(open.file, open.pages[1]!).delete('MediaBox')
      having(open, 'Type', 'Pages').forEach((each) => each.delete('MediaBox'))
    }
  ],
  [
    'links in no order',
    'page-is-gone-through-by-structure',
    ({file, pages}) =>
      dictionaryAt(
        file,
        pages.find((page) => dictionaryAt(file, page).has('Annots'))!
      ).delete('Tabs')
  ],
  ['a film', 'annotation-is-of-a-known-kind', (open) => addAnnotation(open, {Subtype: pdfName('Movie'), AP: look(open)})],
  ['a link that is not printed', 'annotation-is-printed', (open) => link(open).set('F', 0)],
  ['a link that is hidden', 'annotation-is-printed', (open) => link(open).set('F', 6)],
  ['a box that looks like nothing', 'annotation-has-an-appearance', (open) => addAnnotation(open, {})],
  ['a link without words', 'link-has-words', (open) => link(open).delete('Contents')],
  ['a link that leads nowhere', 'target-is-there', (open) => link(open).set('Dest', pdfName('nowhere'))],
  [
    'an entry of the outline that leads nowhere',
    'target-is-there',
    ({file, catalog}) =>
      follow(file, follow(file, catalog.get('Outlines')).get('First')).set('Dest', [pdfReference(file.root), pdfName('Fit')])
  ]
]

function look({file}: Open): PdfDictionary {
  return pdfDictionary({N: addStream(file, '', {Type: pdfName('XObject'), Subtype: pdfName('Form'), BBox: [0, 0, 9, 9]})})
}

const content = (open: Open): PdfDictionary => follow(open.file, follow(open.file, attached(open).get('EF')).get('F'))

const files: readonly Breakage[] = [
  ['a file without a name', 'file-has-names', (open) => attached(open).delete('UF')],
  ['a file that says not why it is there', 'file-says-its-relation', (open) => attached(open).delete('AFRelationship')],
  ['a file of no kind', 'file-says-its-kind', (open) => content(open).delete('Subtype')],
  ['a file without a date', 'file-says-its-date', (open) => follow(open.file, content(open).get('Params')).delete('ModDate')],
  [
    'files that belong to nothing',
    'file-belongs-to-something',
    ({catalog, elements}) => [catalog, ...elements.map(({dictionary}) => dictionary)].forEach((each) => each.delete('AF'))
  ]
]

const pixel = {
  Type: pdfName('XObject'),
  Subtype: pdfName('Image'),
  Width: 1,
  Height: 1,
  ColorSpace: pdfName('DeviceGray'),
  BitsPerComponent: 8
}
const paintPixel = (open: Open) => editPage(open, (text) => `${text}\n/Artifact BMC /Pixel Do EMC`)

const colours: readonly Breakage[] = [
  ['colours without a profile', 'colours-have-a-profile', ({catalog}) => catalog.delete('OutputIntents')],
  ['a colour of another space', 'colours-have-a-profile', (open) => editPage(open, (text) => `${text}\n0 0 0 1 k`)],
  [
    'a profile that is none',
    'output-profile-is-icc',
    (open) =>
      edit(open.file, having(open, 'Type', 'OutputIntent')[0].get('DestOutputProfile'), (text) => text.replace('acsp', 'none'))
  ],
  ['transparency in no space', 'transparency-has-a-space', withoutSpace],
  [
    'a blend mode of its own',
    'blend-mode-is-known',
    (open) => {
      addResource(open, ['ExtGState', 'Own'], pdfReference(addObject(open.file, {value: pdfDictionary({BM: pdfName('Own')})})))
      editPage(open, (text) => `${text}\n/Own gs`)
    }
  ],
  [
    'a picture that is smoothed',
    'picture-is-painted-as-it-is',
    (open) => {
      addResource(open, ['XObject', 'Pixel'], addStream(open.file, '\0', {...pixel, Interpolate: true}))
      paintPixel(open)
    }
  ],
  [
    'a picture packed as of old',
    'stream-can-be-unpacked',
    (open) => {
      addResource(open, ['XObject', 'Pixel'], addStream(open.file, '\x80\x00\x60\x10', {...pixel, Filter: pdfName('LZWDecode')}))
      paintPixel(open)
    }
  ]
]

// Colours that have a profile of their own need no output intent.
function withoutSpace(open: Open): void {
  const {file, catalog, pages} = open
  const profile = having(open, 'Type', 'OutputIntent')[0].get('DestOutputProfile')!
  const grey = [pdfName('CalGray'), pdfDictionary({WhitePoint: [1, 1, 1]})]
  const spaces = pdfDictionary({DefaultRGB: [pdfName('ICCBased'), profile], DefaultGray: grey})
  catalog.delete('OutputIntents')
  for (const page of pages) dictionaryAt(file, page).delete('Group')
  for (const object of file.objects)
    if (object?.value instanceof Map && object.value.has('Resources'))
      follow(file, object.value.get('Resources')).set('ColorSpace', spaces)
}

/** All of them. */
export const ofTheDocument: readonly Breakage[] = [...document, ...metadata, ...actions, ...pages, ...files, ...colours]
