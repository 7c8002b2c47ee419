/** A page for the screen, with the files that it reads -> one file that reads none: to mail, to keep, to open anywhere. */
import type {Digest} from '../cache/hash.ts'
import type {Artifact, Stage} from '../cache/memo.ts'
import {cutFaces} from '../design/cut.ts'
import {allFaces} from '../design/fonts.ts'
import {dataAddress} from '../design/picture-format.ts'
import {enclosedPolicy} from '../design/policy.ts'
import {enclosedFaces, faceRules} from '../design/web-faces.ts'
import {toWoff2} from '../design/woff2.ts'
import {ReportError} from '../messages.ts'
import type {Language} from '../types.ts'

/** The page, and what it names. */
export interface EncloseInput {
  readonly html: Artifact<Uint8Array>
  readonly language: Language
  /** By its address in the page. */
  readonly style: Named
  readonly script: Named
  readonly pictures: Readonly<Record<string, Artifact<Uint8Array>>>
  /** Digests of the font files, and versions of what cuts them. */
  readonly fonts: readonly string[]
}

interface Named {
  readonly address: string
  readonly content: Artifact<Uint8Array>
}

/** The stage `enclose`. Throws a ReportError where a template of the report's own reads a file that is not known here. */
export function encloseStage(code: Digest): Stage<EncloseInput, {html: Uint8Array}> {
  return {name: 'enclose', code, run: async (input) => ({html: Buffer.from(await enclose(input))})}
}

async function enclose({html, language, style, script, pictures}: EncloseInput): Promise<string> {
  const [page, css, code] = await Promise.all([html, style.content, script.content].map(textOf))
  const fonts = await fontsFor(page! + css! + code!, language)
  // Neither may end the element that it stands in.
  const sheet = `${fonts}\n${css!}`.replaceAll('</style', '<\\/style')
  const program = code!.replaceAll('</script', '<\\/script')
  const styles = [...page!.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text]) => text!)
  const policy = enclosedPolicy([...styles, sheet], [program])
  const whole = page!
    .replace(/(<meta http-equiv="Content-Security-Policy" content=")[^"]*/, (_, start: string) => start + policy)
    .replace(`<link rel="stylesheet" href="${style.address}">`, () => `<style>${sheet}</style>`)
    .replace(`<script src="${script.address}"></script>`, () => `<script>${program}</script>`)
  return refuseReferences(await withPictures(whole, pictures))
}

async function textOf(text: Artifact<Uint8Array>): Promise<string> {
  return Buffer.from(await text.bytes()).toString()
}

// Of each face only what this page may show.
async function fontsFor(text: string, language: Language): Promise<string> {
  const faces = enclosedFaces(allFaces(), language, text)
  const cut = await cutFaces(faces.map(({face, slices}) => ({path: face.path, parts: slices.map(({characters}) => characters)})))
  const rules = faces.map(async (face, index) => faceRules(face, await Promise.all(cut[index]!.map(fontAddress))))
  return (await Promise.all(rules)).flat().join('\n')
}

async function fontAddress(font: Uint8Array): Promise<string> {
  return `data:font/woff2;base64,${Buffer.from(await toWoff2(font)).toString('base64')}`
}

async function withPictures(page: string, pictures: EncloseInput['pictures']): Promise<string> {
  let whole = page
  for (const [address, content] of Object.entries(pictures)) {
    const data = dataAddress(await content.bytes())
    whole = whole.replaceAll(`src="${address}"`, () => `src="${data}"`)
  }
  return whole
}

// What loads by itself; a link is followed by a reader.
const READS =
  /<(?:link|script|img|source|iframe|object|embed|video|audio)\b[^>]*?\s(?:href|src|srcset|data|poster)="(?!data:|#)([^"]+)"/g

function refuseReferences(page: string): string {
  const outside = [...new Set([...page.matchAll(READS)].map(([, address]) => address!))]
  if (outside.length === 0) return page
  throw new ReportError(
    outside.map((address) => ({
      severity: 'error',
      rule: 'page-stands-alone',
      reason: `Unexpected \`${address.slice(0, 80)}\` in a page that is to be one file, expected what Octavo can put into it`,
      note: 'A template of the report names it: write its content there, or build without `--self-contained`.'
    }))
  )
}
