/**
 * Drawings: read as XML from end to end, and written again without what runs or loads something. A browser would
 * neither run nor load it inside a page, but would where somebody opens the published file itself.
 */
import {BrokenPicture, type Size} from './size.ts'

/** An SVG file, read. */
export interface SvgReading {
  readonly size: Size | undefined
  readonly picture: Buffer
  readonly removed: readonly string[]
}

/** Throws a {@link BrokenPicture} where it is no well-formed drawing. */
export function readSvg(bytes: Buffer): SvgReading {
  const text = decode(bytes)
  const writer = new Writer()
  const open: string[] = []
  let root: Attributes | undefined
  for (const [whole, tag, end] of pieces(text)) {
    if (tag === undefined) writer.text(whole, open.at(-1))
    else if (end !== undefined) {
      if (open.pop() !== end) throw new BrokenPicture(`\`</${end.slice(0, 40)}>\` without a beginning`)
      writer.close(end)
    } else {
      const {name, attributes, closed} = readTag(tag)
      if (open.length === 0) root = rootOf(name, attributes, root)
      writer.open(name, open.length === 0 ? withViewBox(attributes) : attributes, closed)
      if (!closed) open.push(name)
    }
  }
  if (open.length > 0) throw new BrokenPicture(`\`<${open.at(-1)!.slice(0, 40)}>\` without an end`)
  if (root === undefined) throw new BrokenPicture('lack of an element `svg`')
  return {size: sizeOf(root), picture: Buffer.from(writer.written), removed: writer.removed}
}

type Attributes = ReadonlyMap<string, string>

// UTF-8, or UTF-16 where a mark says so.
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8', {fatal: true}).decode(bytes)
  } catch {
    throw new BrokenPicture('bytes that are no UTF-8')
  }
}

// Text, tags and ends of tags; comments, declarations and instructions are left out.
function* pieces(text: string): Generator<[whole: string, tag?: string, end?: string]> {
  for (let at = 0; at < text.length;) {
    const start = text.indexOf('<', at)
    if (start !== at) yield [checkText(text.slice(at, start === -1 ? undefined : start))]
    if (start === -1) return
    if (text.startsWith('<!--', start)) at = after(text, '-->', start)
    else if (text.startsWith('<?', start)) at = after(text, '?>', start)
    else if (text.startsWith('<![CDATA[', start)) {
      at = after(text, ']]>', start)
      yield [escaped(text.slice(start + 9, at - 3))]
    } else if (text.startsWith('<!', start)) {
      at = after(text, '>', start)
      if (text.slice(start, at).includes('[')) throw new BrokenPicture('names of its own in its document type')
    } else {
      at = endOfTag(text, start)
      const inside = text.slice(start + 1, at - 1)
      yield inside.startsWith('/') ? ['', inside, inside.slice(1).trim()] : ['', inside]
    }
  }
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  if (at === -1) throw new BrokenPicture('end in the middle')
  return at + mark.length
}

function endOfTag(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const mark = text[at]
    if (mark === '>') return at + 1
    if (mark === '"' || mark === "'") {
      at = text.indexOf(mark, at + 1)
      if (at === -1) break
    }
  }
  throw new BrokenPicture('end in the middle')
}

const NAME = '[\\p{L}_:][\\p{L}\\p{N}_.:-]*'
const TAG = new RegExp(`^(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)$`, 'u')
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gu')

function readTag(tag: string): {name: string; attributes: Attributes; closed: boolean} {
  const [, name, list = '', slash] = TAG.exec(tag) ?? []
  if (name === undefined) throw new BrokenPicture(`\`<${tag.slice(0, 40)}>\``)
  const attributes = new Map<string, string>()
  for (const [, key = '', double, single] of list.matchAll(ATTRIBUTE)) {
    if (attributes.has(key)) throw new BrokenPicture(`second \`${key}\` of \`<${name}>\``)
    attributes.set(key, checkText(double ?? single ?? ''))
  }
  return {name, attributes, closed: slash === '/'}
}

// Only what XML itself names, and numbers.
function checkText(text: string): string {
  const wrong = /&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[\da-fA-F]+);)/.exec(text)
  if (wrong) throw new BrokenPicture(`\`${text.slice(wrong.index, wrong.index + 20)}\``)
  return text
}

function rootOf(name: string, attributes: Attributes, before: Attributes | undefined): Attributes {
  if (before !== undefined) throw new BrokenPicture(`second element \`${name}\` at the top`)
  const [prefix, local] = name.includes(':') ? name.split(':') : ['', name]
  const space = attributes.get(prefix === '' ? 'xmlns' : `xmlns:${prefix}`)
  if (local !== 'svg' || space !== 'http://www.w3.org/2000/svg')
    throw new BrokenPicture('lack of `xmlns="http://www.w3.org/2000/svg"` on its element `svg`')
  return attributes
}

// Without it a drawing that is made narrower is cut instead.
function withViewBox(attributes: Attributes): Attributes {
  const size = attributes.has('viewBox') ? undefined : sizeOf(attributes)
  return size ? new Map([...attributes, ['viewBox', `0 0 ${size.width} ${size.height}`]]) : attributes
}

function sizeOf(attributes: Attributes): Size | undefined {
  const [width, height] = ['width', 'height'].map((key) => /^\s*([\d.]+)(?:px)?\s*$/.exec(attributes.get(key) ?? '')?.[1])
  return Number(width) > 0 && Number(height) > 0 ? {width: Number(width), height: Number(height)} : undefined
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const RUNNING: ReadonlySet<string> = new Set([
  'script',
  'handler',
  'listener',
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'link',
  'base'
])

/** What is written, and what was left out on the way. */
class Writer {
  written = '<?xml version="1.0" encoding="UTF-8"?>\n'
  readonly removed: string[] = []
  /** Levels inside an element that is left out. */
  #skipped = 0

  text(text: string, inside: string | undefined): void {
    if (this.#skipped > 0 || inside === undefined) return
    const isForeign = localName(inside) === 'style' && reachesOut(text)
    if (isForeign) this.removed.push('a style that loads something')
    else this.written += text
  }

  open(name: string, attributes: Attributes, closed: boolean): void {
    if (this.#skipped > 0 || this.#isLeftOut(name, attributes)) {
      if (!closed) this.#skipped++
      return
    }
    this.written += `<${name}`
    for (const [key, value] of attributes) {
      const reason = whyLeftOut(key, value)
      if (reason !== undefined) this.removed.push(reason)
      else this.written += ` ${key}="${value.replaceAll('"', '&quot;')}"`
    }
    this.written += closed ? '/>' : '>'
  }

  close(name: string): void {
    if (this.#skipped > 0) this.#skipped--
    else this.written += `</${name}>`
  }

  #isLeftOut(name: string, attributes: Attributes): boolean {
    const isRunning = RUNNING.has(localName(name)) || /href$/i.test(attributes.get('attributeName') ?? '')
    if (isRunning) this.removed.push(`\`<${name}>\``)
    return isRunning
  }
}

function localName(name: string): string {
  return name.replace(/^.*:/, '').toLowerCase()
}

function whyLeftOut(key: string, value: string): string | undefined {
  const local = localName(key)
  if (local.startsWith('on')) return `\`${key}\``
  if (['href', 'src', 'srcset', 'action', 'formaction', 'data'].includes(local) && !isOwn(value))
    return `address \`${value.slice(0, 60)}\``
  if (STYLED.test(local) && reachesOut(value)) return `address \`${value.slice(0, 60)}\``
  return undefined
}

// Attributes that are styles, and may name another file.
const STYLED = /^(?:style|fill|stroke|filter|mask|clip-path|marker(?:-\w+)?|cursor)$/

function isOwn(address: string): boolean {
  return /^\s*(?:#|data:image\/(?:png|jpeg|gif|webp);|$)/i.test(address)
}

// An escape could spell any of it.
function reachesOut(style: string): boolean {
  return /url\s*\((?!\s*(?:["']|&quot;|&apos;)?\s*(?:#|data:(?:image|font)\/))|@import|image-set|\\/i.test(style)
}
