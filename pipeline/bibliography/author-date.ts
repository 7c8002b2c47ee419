/**
 * Author and year: in English by the seventh edition of the APA's manual, in Chinese with the marks of Chinese
 * prose: 国家统计局（2021）：《……》，北京：国家统计局。
 */
import {address, ordinal, plain, type Entry, type Style} from './style.ts'
import {calendarOf, KINDS, type Name, type Script, type Written} from './work.ts'
import {rulesFor} from '../language/index.ts'

/** The style. */
export const authorDate: Style = {
  name: 'author-date',
  isNumeric: false,
  order(works, language) {
    const {script} = rulesFor(language)
    const latin = new Intl.Collator('en')
    const han = new Intl.Collator(script === 'Latn' ? 'zh-Hans' : language)
    const key = (work: Written) => `${creatorsOf(work).map(sortName).join(' ')} ${work.issued ?? ''} ${work.title ?? ''}`
    const isOwn = (work: Written) => Number((work.script === 'Latn') === (script === 'Latn'))
    return works.toSorted((a, b) => isOwn(b) - isOwn(a) || (a.script === 'Latn' ? latin : han).compare(key(a), key(b)))
  },
  entry: (work, letter) => (work.script === 'Latn' ? english(work, letter) : chinese(work, letter)),
  mark(work, letter) {
    const {others, and, comma} = WORDS[work.script]
    const names = creatorsOf(work).map((name) => ('literal' in name ? name.literal : name.family))
    const [first = work.title ?? '', second] = names
    const who = names.length > 2 ? `${first}${others}` : second === undefined ? first : `${first}${and}${second}`
    return `${who}${comma}${yearOf(work, letter)}`
  }
}

const WORDS: Readonly<
  Record<Script, {readonly others: string; readonly and: string; readonly comma: string; readonly undated: string}>
> = {
  Latn: {others: ' et al.', and: ' & ', comma: ', ', undated: 'n.d.'},
  Hans: {others: '等', and: '、', comma: '，', undated: '无日期'},
  Hant: {others: '等', and: '、', comma: '，', undated: '無日期'}
}

const TERMS = {
  Hans: {editor: '编', translator: '译', edition: '版', pages: '页', accessed: '访问'},
  Hant: {editor: '編', translator: '譯', edition: '版', pages: '頁', accessed: '瀏覽'}
} as const

function english(work: Written, letter: string): Entry {
  const creators = creatorsOf(work)
  const isEdited = work.author.length === 0 && work.editor.length > 0 && work.container_title === undefined
  const role = isEdited ? (creators.length > 1 ? ' (Eds.)' : ' (Ed.)') : ''
  const who = `${englishNames(creators)}${role}`
  const pieces: Entry = [
    plain(`${who === '' ? '' : `${stopped(who)} `}(${englishDate(work, letter)}). `),
    ...englishTitle(work),
    ...englishHost(work)
  ]
  const target = work.doi === undefined ? work.url : `https://doi.org/${work.doi}`
  return target === undefined ? pieces : [...pieces, plain(' '), address(target)]
}

function englishTitle(work: Written): Entry {
  const {title = '', number, edition = '', kind, volume = ''} = work
  const genre = kind === 'thesis' ? ' [Doctoral dissertation]' : kind === 'dataset' ? ' [Data set]' : ''
  if (work.container_title !== undefined) return [plain(`${stopped(title)} `)]
  const counted = /^\d+$/.test(edition) ? `${ordinal(edition)} ed.` : edition
  const remarks = [number, edition === '1' ? '' : counted, volume === '' ? '' : `Vol. ${volume}`].filter(Boolean).join(', ')
  const creators = creatorsOf(work).map((name) => ('literal' in name ? name.literal : ''))
  const publisher = work.publisher === undefined || creators.includes(work.publisher) ? '' : ` ${stopped(work.publisher)}`
  return [{text: title, isTitle: true}, plain(`${remarks === '' ? '' : ` (${remarks})`}${genre}.${publisher}`)]
}

function englishHost(work: Written): Entry {
  const {container_title: host, volume = '', issue = '', page = '', publisher = '', edition = ''} = work
  if (host === undefined) return []
  const pages = page.replaceAll('-', '–')
  if (['J', 'N'].includes(KINDS[work.kind]))
    return [
      {text: host, isTitle: true},
      ...(volume === '' ? [] : [plain(', '), {text: volume, isTitle: true} as const]),
      plain(`${issue === '' ? '' : `(${issue})`}${pages === '' ? '' : `, ${pages}`}.`)
    ]
  const editors = work.editor.map(initialsFirst)
  const by = editors.length === 0 ? '' : `${joined(editors)} (${editors.length > 1 ? 'Eds.' : 'Ed.'}), `
  const remarks = [edition, pages === '' ? '' : `${/[–,]/.test(pages) ? 'pp.' : 'p.'} ${pages}`].filter(Boolean).join(', ')
  return [
    plain(`In ${by}`),
    {text: host, isTitle: true},
    plain(`${remarks === '' ? '' : ` (${remarks})`}.${publisher === '' ? '' : ` ${stopped(publisher)}`}`)
  ]
}

function chinese(work: Written, letter: string): Entry {
  const {editor, translator, edition: editions, pages, accessed} = TERMS[work.script === 'Hant' ? 'Hant' : 'Hans']
  const {publisher = '', publisher_place: place = '', edition = '', page = '', number = ''} = work
  const isSerial = ['J', 'N'].includes(KINDS[work.kind])
  const isEdited = work.author.length === 0 && work.editor.length > 0
  const who = `${chineseNames(creatorsOf(work))}${isEdited && work.container_title === undefined ? editor : ''}`
  const host = work.container_title === undefined ? '' : quoted(work.container_title)
  const edited =
    host !== '' && !isSerial && work.author.length > 0 && work.editor.length > 0 ? `${chineseNames(work.editor)}${editor}` : ''
  const parts = [
    `${quoted(work.title ?? '')}${number === '' || isSerial ? '' : `（${number}）`}`,
    work.translator.length === 0 ? '' : `${chineseNames(work.translator)}${translator}`,
    `${edited}${host}${isSerial ? chineseNumbers(work) : ''}`,
    /^\d+$/.test(edition) && edition !== '1' ? `第${edition}${editions}` : '',
    [place, publisher === who ? '' : publisher].filter(Boolean).join('：'),
    page === '' ? '' : `第${page.replaceAll('-', '—')}${KINDS[work.kind] === 'N' ? '版' : pages}`
  ].filter((part) => part !== '')
  const start = plain(`${who}（${yearOf(work, letter)}）：${parts.join('，')}`)
  const target = work.doi === undefined ? work.url : `https://doi.org/${work.doi}`
  if (target === undefined) return [{text: `${start.text}。`}]
  const day = work.accessed === undefined ? '' : `，${chineseDay(work.accessed)}${accessed}`
  return [start, plain('，'), address(target), plain(`${day}。`)]
}

function chineseNumbers(work: Written): string {
  const {volume = '', issue = ''} = work
  const {month, day} = calendarOf(work.issued) ?? {}
  if (KINDS[work.kind] === 'N') return month === undefined ? '' : `${month}月${day === undefined ? '' : `${day}日`}`
  return `${volume === '' ? '' : `第${volume}卷`}${issue === '' ? '' : `第${issue}期`}`
}

function chineseDay(iso: string): string {
  const {year, month, day} = calendarOf(iso) ?? {}
  return [year && `${year}年`, month && `${month}月`, day && `${day}日`].filter(Boolean).join('')
}

// Marks of titles inside marks of titles are single.
function quoted(title: string): string {
  return `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》`
}

function chineseNames(names: readonly Name[]): string {
  return names.map((name) => ('literal' in name ? name.literal : `${name.given} ${name.family}`)).join('、')
}

function creatorsOf({author, editor, container_title: host, publisher, title}: Written): readonly Name[] {
  if (author.length > 0) return author
  if (editor.length > 0 && host === undefined) return editor
  const literal = publisher ?? title
  return literal === undefined ? [] : [{literal}]
}

function englishNames(names: readonly Name[]): string {
  return joined(
    names.map((name) =>
      'literal' in name ? name.literal : [name.family, initials(name.given), ...(name.suffix ? [name.suffix] : [])].join(', ')
    )
  )
}

function initialsFirst(name: Name): string {
  return 'literal' in name ? name.literal : `${initials(name.given)} ${name.family}`
}

function joined(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2
    ? last
    : `${names.slice(0, -1).join(', ')}${names.length === 2 && !names[0]!.includes(',') ? '' : ','} & ${last}`
}

function initials(given: string): string {
  return given
    .split(/\s+/)
    .map((part) =>
      part
        .split('-')
        .map((piece) => `${piece.slice(0, 1)}.`)
        .join('-')
    )
    .join(' ')
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

function englishDate(work: Written, letter: string): string {
  const {month, day} = calendarOf(work.issued) ?? {}
  const isDated = ['N', 'EB'].includes(KINDS[work.kind]) && month !== undefined
  return `${yearOf(work, letter)}${isDated ? `, ${MONTHS[month - 1]}${day === undefined ? '' : ` ${day}`}` : ''}`
}

function yearOf({issued, script}: Written, letter: string): string {
  return `${calendarOf(issued)?.year ?? WORDS[script].undated}${letter}`
}

function sortName(name: Name): string {
  return 'literal' in name ? name.literal : `${name.family} ${name.given}`
}

function stopped(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`
}
