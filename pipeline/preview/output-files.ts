/** The files of a report's output, from the store: pages and PDFs of its editions, and what they share. Nothing lies in a folder. */
import type {Digest} from '../cache/hash.ts'
import type {Artifact} from '../cache/memo.ts'
import type {Run} from '../run/open.ts'
import {plain, typeOf, type Answer, type Question} from './answer.ts'
import type {Studio} from './studio.ts'
import {shownDigest, type Made, type Side, type View} from './view.ts'

/** Where they are served. */
export const OUTPUT = '/report/'

// What each run shares, by path.
const shared = new WeakMap<Run, ReadonlyMap<string, Artifact<Uint8Array>>>()

function sharedFiles(run: Run): ReadonlyMap<string, Artifact<Uint8Array>> {
  const known = shared.get(run) ?? new Map(run.assets.files.map(({path, content}) => [path, content]))
  shared.set(run, known)
  return known
}

/**
 * A file by its path below the output; nothing where no edition has it. A page that was never made is made now. Who asks for the
 * version that was told as the one that is shown gets that; else a PDF is the one that would be published.
 */
export async function outputFile({path: address, query}: Question, studio: Studio): Promise<Answer | undefined> {
  const {run, views} = studio.scene()
  const path = address.slice(OUTPUT.length)
  if (run === undefined) return undefined
  const asset = sharedFiles(run).get(path)
  if (asset !== undefined) return {status: 200, type: typeOf(path), body: await asset.bytes(), head: headOf(path)}
  const [, name = '', ending = ''] = /^(.*)\.(html|pdf)$/.exec(path) ?? []
  const view = [...views.values()].find((view) => view.path === name)
  if (view === undefined) return undefined
  const side: Side = ending === 'pdf' ? 'pdf' : 'html'
  const made = view[side].made ?? (await studio.want(view.edition.id, side))?.made
  return made === undefined
    ? plain(503, 'This edition cannot be made at the moment.')
    : answer(view, side, {digest: chosen(made, query.get('v')), run})
}

function chosen(made: Made, version: string | null): Digest {
  return version !== null && shownDigest(made).startsWith(version) ? shownDigest(made) : made.digest
}

interface Kept {
  readonly digest: Digest
  readonly run: Run
}

async function answer({path}: View, side: Side, {digest, run}: Kept): Promise<Answer> {
  const bytes = await run.session.store.bytes(digest)
  if (side === 'pdf') return {status: 200, type: typeOf('pdf'), body: bytes}
  const body = withBridge(Buffer.from(bytes).toString())
  return {status: 200, type: typeOf('html'), body, head: {'content-security-policy': FRAMED, etag: `"${path}"`}}
}

/** A page of a report is in an origin of its own: whatever scripts its templates have, they reach nothing of the preview. */
const FRAMED = "sandbox allow-scripts allow-downloads; frame-ancestors 'self'"

// It tells the page around it what a reader does. Its place is before all else, so that it is there when the page is.
function withBridge(html: string): string {
  return html.replace(
    '<head>',
    '<head>\n<script src="/preview/patch.js"></script><script src="/preview/bridge.js"></script><link rel="stylesheet" href="/preview/bridge.css">'
  )
}

// Their names tell their content. Frames of an origin of their own may load fonts only where that is said.
function headOf(path: string): Readonly<Record<string, string>> {
  const font = path.endsWith('.woff2') ? {'access-control-allow-origin': 'null'} : undefined
  return {'cache-control': 'max-age=86400, immutable', ...font}
}
