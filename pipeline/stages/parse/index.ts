/**
 * A chapter's text -> its tree, once for all editions.
 *
 * Data enters later: an expression is a node of the tree, so that no value is ever read as Markdown.
 * What is not understood is an error here, never text in a printed page.
 */
import type {Heading, Root, RootContent} from 'mdast'
import {visit} from 'unist-util-visit'
import {ReportError, type Message} from '../../messages.ts'
import type {Stage} from '../../cache/memo.ts'
import type {Digest} from '../../cache/hash.ts'
import type {AxisIds} from './front-matter.ts'
import type {Chapter} from '../../tree.ts'
import type {Language, Source} from '../../types.ts'

export type {AxisIds} from './front-matter.ts'

/** A chapter, its language, and the axes of its report. */
export interface ParseInput {
  readonly source: Source
  readonly language: Language
  readonly axes: AxisIds
}

/** The stage `parse`. */
export function parseStage(code: Digest): Stage<ParseInput, Chapter> {
  return {name: 'parse', code, subject: ({source}) => source.path, run: parse}
}

/** Parse a chapter. Throws a {@link ReportError} with every mistake in it. */
export async function parse({source, language, axes}: ParseInput, say: (message: Message) => void): Promise<Chapter> {
  const [
    {toMarkdownTree},
    {createReader},
    {readFrontMatter},
    {readNodes},
    {checkText},
    {isShallow, keepsLimits},
    {resolveReferences}
  ] = await Promise.all([
    import('./markdown.ts'),
    import('./reader.ts'),
    import('./front-matter.ts'),
    import('./nodes.ts'),
    import('./text.ts'),
    import('./limits.ts'),
    import('./references.ts')
  ])
  const reader = createReader(source.path, source.text, language)
  checkText(reader)
  if (!keepsLimits(reader)) throw new ReportError(reader.messages)
  const parsed = toMarkdownTree(source.text)
  if (!isShallow(parsed, reader)) throw new ReportError(reader.messages)
  const tree = resolveReferences(parsed)
  const head = await readFrontMatter(tree, {fileId: chapterId(source.path), axes, path: source.path}, reader)
  const children = readNodes(tree.children, reader) as RootContent[]
  checkTitle(tree, reader)
  const errors = reader.messages.filter((message) => message.severity === 'error')
  if (errors.length > 0) throw new ReportError(reader.messages)
  reader.messages.forEach(say)
  return {head, tree: {type: 'root', children} satisfies Root, places: reader.places, blocks: reader.blocks, uses: reader.uses}
}

/** `chapters/en/standing.gd.md` -> `standing`. */
export function chapterId(path: string): string {
  return path.replace(/^.*\//, '').replace(/\..*$/, '')
}

// Also one inside a container counts: it would be a chapter of its own.
function checkTitle(tree: Root, reader: import('./reader.ts').Reader): void {
  const titles: Heading[] = []
  visit(tree, 'heading', (node) => void (node.depth === 1 && titles.push(node)))
  const [title, second] = titles
  const note = 'A chapter begins with one `# Title`; sections have `##`.'
  if (title === undefined || second !== undefined)
    reader.problem('chapter-has-one-title', `Unexpected ${titles.length} headings of the first level, expected one`, second, note)
  else if (!tree.children.includes(title))
    reader.problem(
      'chapter-has-one-title',
      'Unexpected heading of the first level inside a directive, expected it outside',
      title,
      note
    )
}
