/** Text -> mdast: CommonMark, GFM, front matter, directives, and our own inline syntax. */
import type {Root} from 'mdast'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {resolveReferences} from './references.ts'
import {octavoSyntax} from './syntax.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm, {singleTilde: false})
  .use(remarkDirective)
  .use(octavoSyntax)
  .freeze()

export function toMarkdownTree(text: string): Root {
  return resolveReferences(processor.parse(text))
}
