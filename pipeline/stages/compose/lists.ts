/** Blocks beside each other -> the same with one list where directives have made several: each of its points may be for some editions. */
import type {RootContent} from 'mdast'
import type {Unfolded} from './announced.ts'

/** What was made of some blocks. Two lists that an author wrote beside each other stay two. */
export function joinLists(blocks: readonly Unfolded[]): RootContent[] {
  const joined: RootContent[] = []
  let wasChosen = false
  for (const {source, made} of blocks) {
    const isChosen = source.type === 'containerDirective'
    made.forEach((node, index) => {
      const last = joined.at(-1)
      const isOne = index === 0 && (isChosen || wasChosen) && last?.type === 'list' && node.type === 'list'
      if (isOne && (last.ordered ?? false) === (node.ordered ?? false))
        joined[joined.length - 1] = {...last, children: [...last.children, ...node.children]}
      else joined.push(node)
    })
    if (made.length > 0) wasChosen = isChosen
  }
  return joined
}
