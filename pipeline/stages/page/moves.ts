/** A text whose figures and tables stand some elements further down, so that pages are full. */
import type {ElementContent, Root} from 'hast'

/** How many elements a figure or a table passes, by its id. */
export type Moves = Readonly<Record<string, number>>

/** The text with them moved within their chapters; the rest is shared with what was given. */
export function withMoves(body: Root, moves: Moves = {}): Root {
  if (Object.keys(moves).length === 0) return body
  const children = body.children.map((part) =>
    part.type === 'element' ? {...part, children: moved(part.children, moves)} : part
  )
  return {...body, children}
}

// From the end on: what passes the same text stays in its order.
function moved(children: readonly ElementContent[], moves: Moves): ElementContent[] {
  return children.reduceRight<ElementContent[]>((behind, child) => {
    const id = child.type === 'element' ? String(child.properties.id) : ''
    const at = Object.hasOwn(moves, id) ? afterElements(behind, moves[id]!) : 0
    return [...behind.slice(0, at), child, ...behind.slice(at)]
  }, [])
}

function afterElements(children: readonly ElementContent[], count: number): number {
  let left = count
  const last = children.findIndex(({type}) => type === 'element' && --left === 0)
  return last + 1
}
