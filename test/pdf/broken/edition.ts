/** A small edition with something of everything that rules look at, printed and finished. */
import {finish} from '../../../pipeline/stages/finish/index.ts'
import {printer} from '../../fixtures/print/printer.ts'
import {headOf, report} from '../../fixtures/print/report.ts'

const BODY = [
  '<section class="chapter"><h1 id="c0">Parts</h1>',
  '<ul><li>One <a href="https://example.org/">away</a></li><li>Two <a href="#contents">inside</a></li></ul>',
  '<svg role="img" aria-label="Light" width="40" height="40"><rect width="30" height="30" opacity="0.5"/></svg>',
  '</section>'
].join('')

/** Prints it. */
export async function printEdition(): Promise<Uint8Array> {
  const one = await printer()
  try {
    const page = report({body: BODY, chapters: 3})
    const heads = [{id: 'c0', text: 'Parts'}, ...page.heads]
    const {pdf, map, places} = await one.print({...page, heads})
    const outline = [
      {id: 'c0', level: 1, text: 'Parts'},
      {id: 'contents', level: 1, text: '目录'},
      ...[1, 2, 3].flatMap((each) => [
        {id: `c${each}`, level: 1, text: headOf(each)},
        {id: `c${each}-a`, level: 2, text: `${each}.1 来源`}
      ])
    ]
    return finish(pdf, {
      map,
      places,
      files: [
        {name: 'light.csv', csv: 'a\n1\n', alt: 'Light'},
        {name: 'rows.csv', csv: 'b\n2\n', table: 0}
      ],
      outline,
      metadata: {
        title: 'Digital government',
        author: 'Octavo',
        subject: 'Parts of a file',
        keywords: ['one', 'two'],
        language: 'zh-Hans',
        date: '2024-04-15',
        tool: 'octavo 0.1.0'
      },
      provenance: {edition: 'gd', values: [], sources: {}}
    })
  } finally {
    await one.close()
  }
}
