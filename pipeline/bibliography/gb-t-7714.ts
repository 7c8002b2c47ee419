/**
 * GB/T 7714—2015, 信息与文献 参考文献著录规则: sources by the order of their citation, marks in raised square brackets.
 * Punctuation is that of the standard in every language: half as wide as a Han character, with a blank behind it.
 */
import {address, ordinal, plain, type Entry, type Style} from './style.ts'
import {calendarOf, KINDS, type Name, type Script, type Written} from './work.ts'

/** Names that stand before "et al.". */
const MOST_NAMES = 3

interface Terms {
  readonly others: string
  readonly translated: string
  readonly placeless: string
  readonly nameless: string
  edition(number: string): string
  volume(number: string): string
}

const TERMS: Readonly<Record<Script, Terms>> = {
  Hans: chinese({translated: '译', placeless: '出版地不详', nameless: '出版者不详'}),
  Hant: chinese({translated: '譯', placeless: '出版地不詳', nameless: '出版者不詳'}),
  Latn: {
    others: 'et al',
    translated: 'trans',
    placeless: 'S.l.',
    nameless: 's.n.',
    edition: (number) => `${ordinal(number)} ed`,
    volume: (number) => `vol. ${number}`
  }
}

/** The style. */
export const gbT7714: Style = {
  name: 'gb-t-7714',
  isNumeric: true,
  order: (works) => works,
  entry(work) {
    const parts = 'container_title' in work && work.container_title !== undefined ? partOf(work) : wholeOf(work)
    const ending = [work.url && address(work.url), work.doi && address(`https://doi.org/${work.doi}`, `DOI: ${work.doi}`)]
    return sentences([...parts.map((part) => plain(part)), ...ending.filter((part) => typeof part === 'object')])
  }
}

function wholeOf(work: Written): readonly string[] {
  const creators = work.author.length > 0 ? work.author : work.editor
  return [names(creators, work), titled(work), translators(work), edition(work), published(work)]
}

function partOf(work: Written): readonly string[] {
  const isSerial = ['J', 'N'].includes(KINDS[work.kind])
  if (isSerial) return [names(work.author, work), titled(work), serial(work)]
  const host = sentence([names(work.editor, work), `${work.container_title}${volume(work)}`, edition(work), published(work)])
  return [names(work.author, work), `${titled({...work, volume: ''})}//${host}`]
}

function titled(work: Written): string {
  const {title = '', number = '', kind} = work
  const numbered = number !== '' && !['J', 'N'].includes(KINDS[kind]) ? `${title}: ${number}` : title
  const isBook = work.container_title === undefined
  return `${numbered}${isBook ? volume(work) : ''}[${KINDS[kind]}${work.url === undefined ? '' : '/OL'}]`
}

function volume({volume = '', kind, script}: Written): string {
  if (volume === '' || ['J', 'N'].includes(KINDS[kind])) return ''
  return `: ${/^\d+$/.test(volume) ? TERMS[script].volume(volume) : volume}`
}

function edition({edition = '', script}: Written): string {
  if (edition === '1') return ''
  return /^\d+$/.test(edition) ? TERMS[script].edition(edition) : edition
}

function translators({translator, script}: Written): string {
  const {others, translated} = TERMS[script]
  return translator.length === 0 ? '' : `${nameList(translator, others)}, ${translated}`
}

function serial(work: Written): string {
  const {container_title: container = '', volume = '', issue = '', page = ''} = work
  const isNews = KINDS[work.kind] === 'N'
  const numbers = isNews ? bracketed(page) : `${volume}${bracketed(issue)}`
  const when = isNews ? (work.issued ?? '') : yearOf(work)
  const dated = isNews || volume === '' ? `${when}${numbers}` : [when, numbers].filter(Boolean).join(', ')
  return `${[container, dated].filter(Boolean).join(', ')}${isNews ? '' : after(': ', page)}${accessed(work)}`
}

// What is online and has no publisher is dated by its day; what is printed and has none says so.
function published(work: Written): string {
  const {publisher = '', publisher_place: place = '', page = '', issued = ''} = work
  if (KINDS[work.kind] === 'P') return `${issued}${accessed(work)}`
  const imprint = imprintOf(work)
  const isOnline = work.url !== undefined && imprint === ''
  const day = (isOnline || KINDS[work.kind] === 'EB') && issued.length > 4 ? `(${issued})` : ''
  const year = day !== '' && publisher === '' && place === '' ? '' : yearOf(work)
  return `${[imprint, year].filter(Boolean).join(', ')}${after(': ', page)}${day}${accessed(work)}`
}

function imprintOf({publisher, publisher_place: place, url, kind, script}: Written): string {
  const {placeless, nameless} = TERMS[script]
  const known = [place, publisher].filter(Boolean).join(': ')
  const isPrinted = url === undefined && ['M', 'C', 'D', 'R', 'S'].includes(KINDS[kind])
  if (!isPrinted || (place && publisher)) return known
  if (known === '') return `[${placeless}: ${nameless}]`
  return place ? `${place}: [${nameless}]` : `[${placeless}]: ${publisher}`
}

function accessed({url, accessed = ''}: Written): string {
  return url === undefined ? '' : bracketed(accessed, '[]')
}

function names(list: readonly Name[], {script}: Written): string {
  return nameList(list, TERMS[script].others)
}

function nameList(list: readonly Name[], others: string): string {
  const shown = list.slice(0, MOST_NAMES).map(nameOf)
  return [...shown, ...(list.length > MOST_NAMES ? [others] : [])].join(', ')
}

// Family names in capitals, given names as letters without points.
function nameOf(name: Name): string {
  if ('literal' in name) return name.literal
  const letters = name.given.split(/[\s.\-‐]+/).flatMap((part) => (part === '' ? [] : [part.slice(0, 1)]))
  return [`${name.family.toUpperCase()} ${letters.join(' ').toUpperCase()}`, ...(name.suffix ? [name.suffix] : [])].join(', ')
}

function yearOf({issued}: Written): string {
  const year = calendarOf(issued)?.year
  return year === undefined ? '' : String(year)
}

function sentence(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part, index, all) => (index < all.length - 1 ? `${part.replace(/\.$/, '')}. ` : part))
    .join('')
}

function sentences(parts: Entry): Entry {
  const written = parts.filter(({text}) => text !== '')
  return written.flatMap((part) => {
    if (part.address !== undefined) return [part, plain('. ')]
    return [plain(`${part.text.replace(/\.$/, '')}. `)]
  })
}

function chinese(words: Pick<Terms, 'translated' | 'placeless' | 'nameless'>): Terms {
  return {...words, others: '等', edition: (number) => `${number}版`, volume: (number) => `第${number}卷`}
}

function bracketed(text: string, [open, close] = '()'): string {
  return text === '' ? '' : `${open}${text}${close}`
}

function after(mark: string, text: string): string {
  return text === '' ? '' : `${mark}${text}`
}
