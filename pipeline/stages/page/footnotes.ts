/** Notes that go to the foot of their pages: behind the text only until pages are set. */
import type {Element, Root} from 'hast'
import {hasClass} from '../../compare/elements.ts'
import {node} from './elements.ts'
import type {PageContent} from './input.ts'

/** Id of the section of notes, and of its heading. */
const SECTION = 'ch-notes'
const HEADING = 'notes'

/** The content without a section of notes, unless its layout wants one: the list alone, which is not shown where it stands. */
export function withFootnotes<Content extends PageContent>(content: Content): Content {
  const {layout, body, outline} = content
  if (layout.notes === 'end' || !body.children.some(isNotes)) return content
  const children = body.children.map((child) => (isNotes(child) ? listOf(child) : child))
  return {...content, body: {...body, children}, outline: outline.filter(({id}) => id !== HEADING)}
}

function isNotes(child: Root['children'][number]): child is Element {
  return child.type === 'element' && child.properties.id === SECTION && hasClass(child, 'endnotes')
}

function listOf({children}: Element): Element {
  const lists = children.filter((child) => child.type === 'element' && child.tagName === 'ol')
  return node('div', {className: ['footnotes']}, lists)
}
