/** An edition's tree, outline and drawings -> its two pages: one to be printed, one for the screen. */
import type {Digest} from '../../cache/hash.ts'
import type {Artifact, Stage} from '../../cache/memo.ts'
import {bookmarks, firstPage, pageContext, pageTitle, runningHeads, runningPlace, screenContext} from './context.ts'
import type {PageContent, PrintPageContent, PrintPageInput, ScreenPageContent, ScreenPageInput} from './input.ts'
import {dataAddress} from '../../design/picture-format.ts'
import {printCss} from '../../design/styles.ts'
import {renderTemplate} from '../../design/template.ts'
import {dataFilesOf} from './data-files.ts'
import {withFootnotes} from './footnotes.ts'
import {withOrigins} from './appendix.ts'
import {setLines} from './lines.ts'
import {withMoves} from './moves.ts'
import {printBody, screenBody} from './tree.ts'
import {ReportError} from '../../messages.ts'
import type {Bookmark} from '../../pdf/bookmark.ts'
import type {DataFile, Drawing, PrintPage} from '../../types.ts'
import {valuesOf, type PlacedValue} from './values.ts'

export {axisDescribed} from './context.ts'
export {valuesOf, type PlacedValue} from './values.ts'

export type {PageCommon, PrintOnly, ScreenOnly, Switch, SwitchOption, Tile, Tiles} from './input.ts'

/** The page that is printed: what it holds is shown, and what differs by edition only is its body. */
export async function printPage(content: PrintPageContent): Promise<PrintPage> {
  const context = {
    ...pageContext(content),
    screen: false,
    print: true,
    body: printBody(setLines(content.body, content.language), content)
  }
  return {
    title: pageTitle(content),
    language: content.language,
    css: printCss(content.theme, content.layout.paper, content.styles),
    body: withNotice(
      await renderTemplate({...content, text: content.layout.template, name: content.layout.name, context}),
      content
    ),
    paper: content.layout.paper,
    heads: runningHeads(content),
    about: runningPlace(content),
    continued: content.words['continuedTable'] ?? '',
    firstPage: firstPage(content),
    anchors: bookmarks(content).map(({id}) => id)
  }
}

/** The whole HTML document for the screen. Without its script it can do all but remember. */
export async function screenPage(content: ScreenPageContent): Promise<string> {
  const body = screenBody(setLines(content.body, content.language), content)
  const context = {...screenContext(content), screen: true, print: false, body}
  const article = withNotice(
    await renderTemplate({...content, text: content.layout.template, name: content.layout.name, context}),
    content
  )
  const text = content.partials['screen-document'] ?? ''
  return renderTemplate({...content, text, name: 'screen-document', context: {...context, content: article}})
}

// A report may have templates of its own: whatever they leave out, a correction is told.
function withNotice(html: string, {corrections = [], layout}: PageContent): string {
  if (corrections.length === 0 || html.includes('class="correction"')) return html
  throw new ReportError([
    {
      severity: 'error',
      rule: 'correction-is-told',
      path: `templates/layouts/${layout.name}.hbs`,
      reason: `Unexpected layout \`${layout.name}\` that does not tell of corrections, expected the partial \`correction\``,
      note: 'Write `{{> correction}}` where the head or the cover of the page ends.'
    }
  ])
}

/** A page to be printed, and its bookmarks. */
export interface PrintPageParts {
  readonly page: PrintPage
  readonly outline: readonly Bookmark[]
  /** What it shows, and where that comes from. */
  readonly values: readonly PlacedValue[]
  /** The rows behind its charts and tables. */
  readonly files: readonly DataFile[]
}

/** The stage `print-page`. */
export function printPageStage(code: Digest): Stage<PrintPageInput, PrintPageParts> {
  return {
    name: 'print-page',
    code,
    async run(input) {
      const text = withFootnotes(await read(input))
      const body = withMoves(text.body, input.moves)
      const content = {...text, body, pictures: await dataAddresses(input.pictures)}
      const {drawings} = text
      const shown = {values: valuesOf(body, drawings), files: dataFilesOf(body, drawings)}
      return {page: await printPage(content), outline: bookmarks(content), ...shown}
    }
  }
}

/** The stage `screen`. */
export function screenPageStage(code: Digest): Stage<ScreenPageInput, {html: Uint8Array}> {
  return {name: 'screen', code, run: async (input) => ({html: Buffer.from(await screenPage(await readForScreen(input)))})}
}

// The printing browser has no network and no files; a picture travels inside the page.
async function dataAddresses(pictures: PrintPageInput['pictures']): Promise<Readonly<Record<string, string>>> {
  const addresses = Object.entries(pictures).map(async ([path, content]) => [path, dataAddress(await content.bytes())] as const)
  return Object.fromEntries(await Promise.all(addresses))
}

async function readForScreen(input: ScreenPageInput): Promise<ScreenPageContent> {
  const [content, narrow] = await Promise.all([read(input), readAll(input.narrow)])
  return {...content, narrow}
}

async function read<Input extends PrintPageInput | ScreenPageInput>(input: Input): Promise<Input & PageContent> {
  return withOrigins({
    ...input,
    body: await input.body.value(),
    outline: await input.outline.value(),
    drawings: await readAll(input.drawings)
  })
}

async function readAll(drawings: Readonly<Record<string, Artifact<Drawing>>>): Promise<Readonly<Record<string, Drawing>>> {
  const read = Object.entries(drawings).map(async ([id, drawing]) => [id, await drawing.value()] as const)
  return Object.fromEntries(await Promise.all(read))
}
