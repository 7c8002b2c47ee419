/**
 * The style sheet of pages that are all alike -> that of left and right pages. What stands in the margins of a page stands so on the right
 * one, and mirrored on the left one: what is said of one side is said of the other, and texts at its start are at its end.
 */

import type {Paper} from '../../types.ts'

/** The margin on the left of a page, in millimetres. Pages count from 1, which is a right one. */
export function leftOf({margin, facing}: Paper, page: number): number {
  return facing === true && page % 2 === 0 ? margin.right : margin.left
}

/** A rule about kinds of pages, with boxes in its margins. */
const PAGE_RULE = /@page\b([^{}@;]*)\{((?:[^{}]|\{[^{}]*\})*)\}/g
const BOX = /@((?:top|bottom|left|right)-[a-z-]+)\s*\{([^{}]*)\}/g

/** Rules that speak of sides already are left as they are. */
export function faced(css: string): string {
  return css.replaceAll(PAGE_RULE, (rule, name: string, body: string) => {
    if (/:(?:left|right)\b/.test(name)) return rule
    const [boxes, own] = [Array.from(body.matchAll(BOX)), body.replaceAll(BOX, '')]
    const right = boxes.map(([box]) => box).join(' ')
    const left = boxes.map(([, box = '', text = '']) => `@${mirroredName(box)} {${mirrored(text)}}`).join(' ')
    const pages = name.trim()
    return `@page ${pages} {${own}}
@page ${pages}:right {${right}}
@page ${pages}:left {${marginsOf(own)} ${left}}`
  })
}

// A page's other properties are those of both sides.
function marginsOf(declarations: string): string {
  const margins = declarations.split(';').filter((declaration) => /^\s*margin\b/.test(declaration))
  return margins.map((margin) => `${mirrored(margin)};`).join(' ')
}

function mirroredName(box: string): string {
  return box.replace(/left|right/, (side) => (side === 'left' ? 'right' : 'left'))
}

const SIDES: Readonly<Record<string, string>> = {left: 'right', right: 'left', start: 'end', end: 'start'}

// Four lengths run from the top to the right.
function mirrored(declarations: string): string {
  return declarations
    .split(';')
    .map((declaration) => {
      const [, name, value] = /^(\s*[a-z-]+\s*):(.*)$/s.exec(declaration) ?? []
      if (name === undefined || value === undefined) return declaration
      if (/^\s*text-align\s*$/.test(name)) return `${name}:${swapped(value)}`
      return `${swapped(name)}:${/^\s*(?:margin|padding)\s*$/.test(name) ? turnedRound(value) : value}`
    })
    .join(';')
}

function swapped(text: string): string {
  return text.replace(/\b(?:left|right|start|end)\b/g, (side) => SIDES[side]!)
}

function turnedRound(value: string): string {
  const each = value.trim().split(/\s+(?![^(]*\))/)
  if (each.length < 4) return value
  const [top, right, bottom, left, ...rest] = each
  return [' ', [top, left, bottom, right, ...rest].join(' ')].join('')
}
