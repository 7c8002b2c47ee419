/** `:::each{row in="peers"}`: its content once for each row. Lists that it makes are one list. */
import type {RootContent} from 'mdast'
import type {Directive} from './directive.ts'

/** `:::each`. */
export const each: Directive = {
  name: 'each',
  forms: ['container'],
  attributes: {in: {kind: 'query', required: true}},
  id: 'none',
  variable: true,
  expand({names, variable}, scope) {
    const dataset = scope.dataset(names['in']!)
    return joinLists(dataset.rows.flatMap((row) => scope.content({variable: variable!, dataset, row})))
  }
}

function joinLists(nodes: readonly RootContent[]): RootContent[] {
  const joined: RootContent[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (last?.type === 'list' && node.type === 'list' && last.ordered === node.ordered) {
      joined[joined.length - 1] = {...last, children: [...last.children, ...node.children]}
    } else joined.push(node)
  }
  return joined
}
