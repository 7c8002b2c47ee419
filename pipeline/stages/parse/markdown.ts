/** Text -> mdast: CommonMark, GFM, emphasis beside Chinese, front matter, directives, and our own inline syntax. */
import type {Root} from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {octavoGate} from './gate.ts'
import {octavoSyntax} from './syntax.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm, {singleTilde: false})
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough, {singleTilde: false})
  .use(remarkDirective)
  .use(octavoSyntax)
  .use(octavoGate)
  .freeze()

/** Markdown as a tree, with directives and expressions as nodes. */
export function toMarkdownTree(text: string): Root {
  return processor.parse(text)
}
