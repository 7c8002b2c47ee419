/** The files of the preview's own page: its texts, and the libraries that it loads. Nothing else can be asked for: what is served is listed here. */
import {createHash} from 'node:crypto'
import {readdir, readFile} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {typeOf, type Answer} from './answer.ts'

const OURS = new URL('../../templates/preview/', import.meta.url)

/** Libraries by the address under which the page loads them. */
const LIBRARIES: Readonly<Record<string, () => string>> = {
  '/library/preact.mjs': () => import.meta.resolve('preact'),
  '/library/hooks.mjs': () => import.meta.resolve('preact/hooks'),
  '/library/htm.mjs': () => import.meta.resolve('htm'),
  '/library/pdf.mjs': () => import.meta.resolve('pdfjs-dist/build/pdf.min.mjs'),
  '/library/pdf.worker.mjs': () => import.meta.resolve('pdfjs-dist/build/pdf.worker.min.mjs'),
  '/library/sans-regular.ttf': () =>
    import.meta.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  '/library/sans-bold.ttf': () => import.meta.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf')
}

/** Where the page finds what its libraries import by name. */
const NAMES = JSON.stringify({
  imports: {
    preact: '/library/preact.mjs',
    'preact/hooks': '/library/hooks.mjs',
    htm: '/library/htm.mjs',
    pdfjs: '/library/pdf.mjs'
  }
})

/** A file of the page, by its address; nothing where there is none. */
export async function interfaceFile(path: string): Promise<Answer | undefined> {
  if (path === '/') return page()
  const library = Object.hasOwn(LIBRARIES, path) ? LIBRARIES[path] : undefined
  if (library !== undefined) return fileAt(new URL(library()), 'max-age=3600')
  const name = path.startsWith('/preview/') ? path.slice('/preview/'.length) : ''
  return (await readdir(OURS)).includes(name) && name !== 'index.html' ? fileAt(new URL(name, OURS)) : undefined
}

async function fileAt(address: URL, kept = 'no-store'): Promise<Answer> {
  const path = fileURLToPath(address)
  return {status: 200, type: typeOf(path), body: await readFile(path), head: {'cache-control': kept}}
}

async function page(): Promise<Answer> {
  const text = await readFile(new URL('index.html', OURS), 'utf8')
  return {
    status: 200,
    type: typeOf('index.html'),
    body: text.replace('{{names}}', () => NAMES),
    head: {'content-security-policy': policy(), 'x-frame-options': 'DENY'}
  }
}

// The page loads what this server has, and sends nothing anywhere. PDF.js has a little WebAssembly for pictures.
function policy(): string {
  const names = `'sha256-${createHash('sha256').update(NAMES).digest('base64')}'`
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${names}`,
    "worker-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join('; ')
}
