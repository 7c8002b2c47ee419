/** Hostile data, queries, charts, chapters, templates and command lines. */
import {changed, chapter, ESCAPES, PROTOTYPES, type Content, type Hostile} from './case.ts'
import {REPORT} from './report.ts'

type Refused = Pick<Hostile, 'files' | 'at' | 'status'>

const CHAPTER = 'chapters/en/overview.md'
const put = (path: string, content: Content): Refused => ({files: {[path]: content}, at: path, status: 1})
const table = (content: Content) => put('data/stalls.csv', content)
const query = (sql: string) => put('queries/latest.sql', `-- partition: region   key: region\n${sql}\n`)
const text = (more: string): Refused => ({files: chapter(more), at: CHAPTER, status: 1})
const chart = (from: string | RegExp, to: string): Refused => ({
  files: changed('charts/bars.vl.json', from, to),
  at: 'charts/bars.vl.json?',
  status: 1
})
const stalls = (cells: string) => table(`region,stalls,note\nnorth,${cells}\nsouth,870,\n`)
const HEAD = 'region,stalls,note\n'

const data: readonly Hostile[] = [
  {name: 'an empty table', ...table('')},
  {name: 'a table that is a picture', ...table(Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])), at: 'data/stalls.csv?'},
  {name: 'a table that is a workbook', ...table(Buffer.from('PK\u0003\u0004workbook', 'latin1')), at: 'data/stalls.csv?'},
  {name: 'a table of NUL bytes', ...table('\0'.repeat(1_000)), at: 'data/stalls.csv?'},
  {name: 'a table in UTF-16', ...table(Buffer.from(REPORT['data/stalls.csv']!, 'utf16le')), at: 'data/stalls.csv?'},
  {name: 'a quote that is not closed', ...stalls('1,"counted')},
  {name: 'a quote in the middle', ...stalls('1,cou"nted')},
  {name: 'a row too long', ...stalls('1,a,b,c')},
  {name: 'a row too short', ...stalls('1')},
  {name: 'a number with a thousand digits', ...stalls(`${'9'.repeat(1_000)},x`)},
  {name: 'a number in hexadecimal', ...stalls('0x1f,x')},
  {name: 'a number that is none', ...stalls('NaN,x')},
  {name: 'a cell without end', ...stalls('Infinity,x')},
  {name: 'a number with a fraction', ...stalls('1.5,x')},
  {name: 'a number in full-width digits', ...stalls('１２,x')},
  {name: 'a hundred thousand bad rows', ...table(HEAD + Array.from({length: 100_000}, (_, at) => `r${at},many,x`).join('\n'))},
  {name: 'a column too many', ...table('region,stalls,note,more\nnorth,1,a,b\nsouth,1,a,b\n')},
  {name: 'semicolons', ...table(REPORT['data/stalls.csv']!.replaceAll(',', ';'))},
  {name: 'a link out of the folder', ...table({link: '/etc/hostname'}), at: 'data/stalls.csv?'},
  {name: 'a link to the canary', ...table({link: '../../canary'}), at: 'data/stalls.csv?'},
  {name: 'a link to itself', ...table({link: 'stalls.csv'}), status: 3, at: undefined},
  {name: 'a link to nothing', ...table({link: 'nowhere.csv'}), at: undefined},
  {name: 'a folder in the place of a table', ...table({folder: true}), at: undefined},
  {name: 'no table', ...table(undefined), at: undefined}
]

const harmless: readonly Hostile[] = [
  {
    name: 'HTML in a cell',
    ...stalls('1,<script>alert(1)</script>'),
    status: 0,
    at: undefined,
    says: '&#x3C;script>alert(1)&#x3C;/script>'
  },
  {name: 'an expression in a cell', ...stalls('1,{{report.title}}'), status: 0, at: undefined, says: '{{report.title}}'},
  {
    name: 'Markdown in a cell',
    ...stalls('1,**a** [b](javascript:alert)'),
    status: 0,
    at: undefined,
    says: '**a** [b](javascript:alert)'
  },
  {name: 'a formula in a cell', ...stalls('1,=1+1'), status: 0, at: undefined, says: '=1+1'}
]

const queries: readonly Hostile[] = [
  'drop table stalls',
  'select 1; drop table stalls',
  "copy stalls to '/srv/octavo-hostile.csv'",
  "select * from read_csv('/etc/passwd')",
  "select * from '/etc/passwd'",
  "attach '/srv/octavo-hostile.db' as other",
  'install httpfs',
  'pragma database_list',
  "set memory_limit = '100GB'",
  'call pragma_version()',
  'select random() as region',
  'select now() as region',
  "select getenv('HOME') as region",
  'select',
  '',
  ';',
  "select region, stalls, note from stalls where '",
  'select region, stalls, note from nowhere',
  'select region, stalls, note from latest',
  'with recursive r(n) as (select 1 union all select n + 1 from r) select n as region from r',
  "select region, stalls, repeat('x', 2000000000) as note from stalls",
  'select a.region, a.stalls, a.note from stalls a, range(100000) b, range(100000) c',
  `select ${'('.repeat(5_000)}1${')'.repeat(5_000)} as region`,
  "select '\u001b[31m' as x, nowhere from stalls"
].map((sql, at) => ({name: `a query ${at}: ${JSON.stringify(sql.slice(0, 40))}`, ...query(sql), at: undefined}))

const specs: readonly Hostile[] = [
  {name: 'a chart that is no JSON', ...chart('"mark": "bar",', '"mark": "bar"')},
  {name: 'a chart that is a list', ...put('charts/bars.vl.json', '[]'), at: 'charts/bars.vl.json?'},
  {name: 'a chart that is null', ...put('charts/bars.vl.json', 'null'), at: 'charts/bars.vl.json?'},
  {name: 'a chart of a hundred thousand levels', ...put('charts/bars.vl.json', '['.repeat(100_000)), at: 'charts/bars.vl.json?'},
  {name: 'a chart that reads a file', ...chart('{"name": "every"}', '{"url": "file:///etc/passwd"}')},
  {name: 'a chart that reads an address', ...chart('{"name": "every"}', '{"url": "https://example.org/x.json"}')},
  {name: 'a chart of a billion rows', ...chart('{"name": "every"}', '{"sequence": {"start": 0, "stop": 1000000000}}')},
  {
    name: 'a chart with a transform that is code',
    ...chart('"mark": "bar",', '"transform": [{"calculate": "constructor.constructor(1)()", "as": "x"}], "mark": "bar",')
  },
  {
    name: 'a chart with a pattern that does not end',
    ...chart(
      '"mark": "bar",',
      '"transform": [{"filter": "test(/(a+)+$/, \'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\')"}], "mark": "bar",'
    )
  },
  {
    name: 'a chart with chance',
    ...chart('"mark": "bar",', '"transform": [{"calculate": "random()", "as": "x"}], "mark": "bar",')
  },
  {name: 'a mark that nobody draws', ...chart('"mark": "bar"', '"mark": "constructor"')},
  {name: 'a field that is not there', ...chart('"field": "stalls"', '"field": "constructor"')}
]

const prose: readonly Hostile[] = [
  {name: 'an expression that is not closed', ...text('{{latest.stalls')},
  {name: 'an expression of nothing', ...text('{{}}')},
  {name: 'an expression that is a partial', ...text('{{> cover}}')},
  {name: 'an expression that logs', ...text('{{log "x"}}')},
  {name: 'an expression that looks up', ...text('{{lookup latest "constructor"}}')},
  {name: 'three braces', ...text('{{{latest.stalls}}}'), rule: 'expression-is-closed'},
  {name: 'a hundred thousand letters of a name', ...text(`{{${'x'.repeat(100_000)}.y}}`)},
  {name: 'a thousand unknown names', ...text(Array.from({length: 1_000}, (_, at) => `{{x${at}.y}}`).join(' '))},
  {name: 'a directive that nobody knows', ...text(':::nowhere\nx\n:::')},
  {name: 'a directive that is not closed', ...text(':::only{if="region = \'north\'"}\nx')},
  {name: 'a condition that is code', ...text(':::only{if="process.exit()"}\nx\n:::')},
  {
    name: 'a condition of twenty thousand terms',
    ...text(`:::only{if="${Array.from({length: 20_000}, () => "region = 'north'").join(' or ')}"}\nx\n:::`)
  },
  {name: 'a script', ...text('<script>alert(1)</script>')},
  {name: 'a frame', ...text('<iframe src="https://example.org"></iframe>')},
  {name: 'a handler', ...text('<b onclick="alert(1)">x</b>')},
  {name: 'a picture from elsewhere', ...text('![x](https://example.org/x.png)')},
  {name: 'a picture outside the folder', ...text('![x](../../../canary)')},
  {name: 'a picture that is not there', ...text('![x](images/nowhere.png)')},
  {name: 'a remark that is not closed', ...text('a <!-- b'), status: 0, at: undefined, says: '!-- b'},
  {name: 'front matter that is a list', ...put(CHAPTER, '---\n- a\n---\n# T\n')},
  {name: 'front matter of another chapter', ...put(CHAPTER, '---\nid: other\n---\n# T\n')},
  {name: 'an empty chapter', ...put(CHAPTER, '')},
  {name: 'a chapter that is no UTF-8', ...put(CHAPTER, Buffer.from([0x23, 0x20, 0xff, 0xfe]))}
]

const prototypes: readonly Hostile[] = PROTOTYPES.flatMap((name): Hostile[] => [
  {name: `a name ${name}`, ...text(`{{${name}}}`)},
  {name: `a column ${name}`, ...text(`{{latest.${name}}}`)},
  {name: `a query ${name}`, ...text(`::table{#tab-x query="${name}" columns="region" caption="X"}`)},
  {name: `a chart ${name}`, ...text(`::figure{#fig-x chart="${name}" data="every" caption="X"}`)},
  {name: `a helper ${name}`, ...text(`{{${name} latest.stalls}}`)},
  {name: `an axis ${name} behind --only`, args: ['--only', `${name}=north`], status: 2},
  {name: `a command ${name}`, args: [name], status: 2}
])

const typed: readonly Hostile[] = [
  ...Object.entries(ESCAPES).flatMap(([name, mark]): Hostile[] => [
    {name: `${name} in a name`, ...text(`{{x${mark}.y}}`), at: undefined},
    {name: `${name} behind --only`, args: ['--only', mark], status: 2},
    {name: `${name} as a report`, args: ['check', mark], status: 2}
  ]),
  {name: 'jobs without number', args: ['--jobs', 'many'], status: 2},
  {name: 'jobs without end', args: ['--jobs', '1e9'], status: 2},
  {name: 'a format of prototypes', args: ['--format', '__proto__'], status: 2},
  {name: 'an option that nobody knows', args: ['--frobnicate'], status: 2}
]

export const CONTENT: readonly Hostile[] = [...data, ...harmless, ...queries, ...specs, ...prose, ...prototypes, ...typed]
