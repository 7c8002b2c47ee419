/** `#the-method` -> the id of the heading "The method": links to a heading by its words, as other tools write them. */
import type {Element, Root} from 'hast'
import {eachElement} from './elements.ts'
import {toText} from './text.ts'

/** Finds the heading that a fragment spells, that of the link's own chapter first. Nothing is read before it is asked. */
export function headingsByWords(root: Root): (fragment: string, link: Element) => string | undefined {
  let headings: ReadonlyMap<string, string> | undefined
  return (fragment, link) => {
    headings ??= gatherHeadings(root)
    const words = slug(decoded(fragment))
    return headings.get(`${chapterOf(link)}#${words}`) ?? headings.get(`#${words}`)
  }
}

// A second heading of the same words is `the-method-1`.
function gatherHeadings(root: Root): ReadonlyMap<string, string> {
  const headings = new Map<string, string>()
  const add = (key: string, id: string) => {
    let free = key
    for (let count = 1; headings.has(free); count++) free = `${key}-${count}`
    headings.set(free, id)
  }
  eachElement(root, (node) => {
    const id = node.properties['id']
    if (!/^h[1-6]$/.test(node.tagName) || typeof id !== 'string') return
    const words = slug(withoutNumber(node))
    add(`${chapterOf(node)}#${words}`, id)
    add(`#${words}`, id)
  })
  return headings
}

// Letters, digits and hyphens, blanks as hyphens: as GitHub makes them.
function slug(words: string): string {
  return words
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')
}

function withoutNumber(node: Element): string {
  const [first] = node.children
  const isNumber = first?.type === 'element' && String(first.properties['className']) === 'number'
  return toText(isNumber ? {...node, children: node.children.slice(1)} : node)
}

function chapterOf(node: Element): string {
  const where = node.properties['dataNode']
  return typeof where === 'string' ? where.slice(0, where.indexOf('#')) : ''
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
