/** No page but the last ends high above its foot: a gap looks as if something were missing. */
import type {Paper, Pushed, Spot} from '../types.ts'
import {idAt, pageCalled, warningAt, type Check} from './check.ts'

/** Share of the type area below the last line. */
const SEEN = 0.15

/** Tells of pages that are more than 15 % empty, with what did not find room there. A blank one is told by a check of its own. */
export const pageIsFull: Check = {
  of: 'print',
  rule: 'page-is-full',
  look(printed) {
    return printed.set.pages.slice(0, -1).flatMap(({page, empty, next, pushed}) => {
      if (empty <= SEEN || printed.blank.includes(page)) return []
      const what = empty === 1 ? 'an empty page' : `${Math.ceil(empty * 100)} % of a page empty`
      const why = pushed ? `: ${causeOf(pushed)}` : next ? `: \`${idAt(next)}\` begins the page behind it` : ''
      const told = warningAt('page-is-full', next, {
        reason: `Unexpected ${what} (${pageCalled(page, printed)}), expected 15 % at most${why}`,
        note: pushed
          ? remedyFor(pushed)
          : 'Let the text go on behind the figure, move the figure or the table, or draw the chart at another height.'
      })
      return [{...told, spot: {page, box: footOf(printed.page.paper, empty)}}]
    })
  }
}

function causeOf({what, id, above, isBeginning, needs, left}: Pushed): string {
  const own = `the ${what}${id ? ` \`#${id}\`` : ''}`
  const whole = above ? `the ${above.what}${above.id ? ` \`#${above.id}\`` : ''} with ${own} behind it` : own
  return `${whole}, ${isBeginning ? 'whose beginning needs' : 'which needs'} ${centimetres(needs)} with the space above it, did not fit into the ${centimetres(left)} that were left`
}

// What keeps it from giving way comes first: without that, the text behind it would have filled the page.
function remedyFor({what, held, isChart, isBeginning, needs, left, lines}: Pushed): string {
  const lacks = needs - left
  const room = lines > 1 ? ` About ${lines} lines of text find room before it.` : ''
  if (held === 'place')
    return `It lacks ${centimetres(lacks)}. Take away \`place="here"\`, and text from behind it fills the page.${room}`
  if (held === 'colon')
    return `It lacks ${centimetres(lacks)}. The sentence before it ends with a colon and so holds it there: end it with a full stop, and text from behind it fills the page.${room}`
  const lower = isChart ? `Give its chart a smaller \`height\`` : what === 'table' ? 'Show fewer rows' : 'Make it lower'
  if (isBeginning) return `It lacks ${centimetres(lacks)}. Move it behind later text of its chapter.${room}`
  return `It lacks ${centimetres(lacks)}. ${lower}, or move it behind later text of its chapter.${room}`
}

function centimetres(millimetres: number): string {
  return `${(millimetres / 10).toFixed(1)} cm`
}

// The lowest share of the type area.
function footOf({width, height, margin}: Paper, share: number): NonNullable<Spot['box']> {
  const area = {width: width - margin.left - margin.right, height: height - margin.top - margin.bottom}
  return [margin.left, margin.top + (1 - share) * area.height, area.width, share * area.height]
}
