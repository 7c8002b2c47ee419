/** What the server answers with. */
import type {ServerResponse} from 'node:http'

/** An answer: its kind, its content, and what else its head says. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  readonly head?: Readonly<Record<string, string>>
}

/** What is asked for: a path, decoded, and what stands behind it. */
export interface Question {
  readonly path: string
  readonly query: URLSearchParams
}

/** Kinds of content by the ending of a name. */
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  wasm: 'application/wasm'
}

/** The kind of content that a name tells; bytes where it tells none. */
export function typeOf(name: string): string {
  return TYPES[name.replace(/^.*\./, '')] ?? 'application/octet-stream'
}

/** Data as an answer. */
export function json(value: unknown): Answer {
  return {status: 200, type: TYPES['json']!, body: JSON.stringify(value)}
}

/** A sentence as an answer. */
export function plain(status: number, text: string): Answer {
  return {status, type: 'text/plain; charset=utf-8', body: `${text}\n`}
}

/** Send an answer. */
export function send({status, type, body, head}: Answer, response: ServerResponse): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...head
  })
  response.end(body)
}
