/** Gives a text the marks of its language. Headings are named and listed with them, so this comes before numbers do. */
import type {Root, Text} from 'hast'
import {rulesFor} from '../../language/index.ts'
import type {Language} from '../../types.ts'
import {leavesOf, mapRuns, replaceTexts} from '../../language/runs.ts'
import {withMarks} from './typed.ts'

/** The same text, as the language sets it. */
export function setMarks(root: Root, language: Language): Root {
  const rules = rulesFor(language).typography
  return mapRuns(root, (run) => {
    const {text, leaves} = leavesOf(run)
    const set = withMarks(text, rules)
    if (set === text) return run
    const free = leaves.filter(({held}) => !held)
    const changed = free.map(({node, from}): [Text, Text[]] => [
      node,
      [{...node, value: set.slice(from, from + node.value.length)}]
    ])
    return replaceTexts(run, new Map(changed))
  })
}

/** A text that stands alone, such as a title in a list. */
export function setText(text: string, language: Language): string {
  return withMarks(text, rulesFor(language).typography)
}
