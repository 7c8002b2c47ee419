/** What is read in one breath: the text of a block from one edge to the other, whatever elements lie in it. */
import type {Element, ElementContent, Root, Text} from 'hast'

/** What has runs in it. */
export type Parent = Root | Element

/** A piece of text in a run; `from` is its offset in UTF-16 code units. What is `held` was written by no author or as it is. */
export interface Leaf {
  readonly node: Text
  readonly from: number
  readonly held: boolean
}

type Content = Parent['children'][number]

const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em i ins kbd mark q ruby s samp small span strong sub sup time u var wbr'.split(' ')
)
/** Code and values of the data keep what they say. */
const HELD = new Set(['code', 'data', 'kbd', 'samp'])
/** In these a line of text is no prose. */
const PASSED_OVER = new Set(['pre', 'svg', 'style', 'script'])

/** A tree with other nodes in the place of those of its runs; what does not change is shared with the one that was given. */
export function mapRuns<Around extends Parent>(parent: Around, change: ChangeRun): Around {
  const children: Content[] = []
  let run: ElementContent[] = []
  const close = () => {
    if (run.length > 0) children.push(...change(run, parent))
    run = []
  }
  for (const child of parent.children as readonly Content[]) {
    if (child.type === 'text' || (child.type === 'element' && INLINE.has(child.tagName))) run.push(child)
    else {
      close()
      children.push(child.type === 'element' && !PASSED_OVER.has(child.tagName) ? mapRuns(child, change) : child)
    }
  }
  close()
  return {...parent, children}
}

/** A run -> what is to stand in its place. */
export type ChangeRun = (run: readonly ElementContent[], parent: Parent) => readonly ElementContent[]

// What stands apart is no part of a word or a number.
const NOTHING = '\uFFFC'
const APART = new Set(['number', 'label', 'chapter-name'])

/** The leaves of a run in their order. */
export function leavesOf(run: readonly ElementContent[]): {readonly text: string; readonly leaves: readonly Leaf[]} {
  const leaves: Leaf[] = []
  let text = ''
  const gather = (node: ElementContent, held: boolean): void => {
    if (isApart(node)) text += NOTHING.repeat(lengthOf(node))
    else if (node.type === 'text') {
      leaves.push({node, from: text.length, held})
      text += node.value
    } else if (node.type === 'element' && !isMark(node))
      node.children.forEach((child) => gather(child, held || HELD.has(node.tagName)))
  }
  run.forEach((node) => gather(node, false))
  return {text, leaves}
}

/** How long a node is in the text of its run. */
export function lengthOf(node: ElementContent): number {
  if (node.type === 'text') return node.value.length
  if (node.type !== 'element' || isMark(node)) return 0
  return node.children.reduce((sum, child) => sum + lengthOf(child), 0)
}

function isApart(node: ElementContent): boolean {
  if (node.type !== 'element') return false
  const {className} = node.properties
  return Array.isArray(className) && className.some((name) => APART.has(String(name)))
}

// The mark of a note stands between no two characters of the text.
function isMark(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'sup'
}

/** A run with other nodes in the place of some of its texts. */
export function replaceTexts(
  run: readonly ElementContent[],
  by: ReadonlyMap<Text, readonly ElementContent[]>
): readonly ElementContent[] {
  if (by.size === 0) return run
  return run.flatMap((node): readonly ElementContent[] => {
    if (node.type === 'text') return by.get(node) ?? [node]
    return node.type === 'element' ? [{...node, children: [...replaceTexts(node.children, by)]}] : [node]
  })
}
