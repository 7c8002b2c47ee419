/** The checks of a page. A new one is a file beside this and a line here. */
import type {Check} from './check.ts'
import {characterHasAGlyph} from './character-has-a-glyph.ts'
import {figureIsNearItsMention} from './figure-is-near-its-mention.ts'
import {fileIsLight} from './file-is-light.ts'
import {fontIsOurOwn} from './font-is-our-own.ts'
import {headingStaysWithText} from './heading-stays-with-text.ts'
import {lastPageHoldsEnough} from './last-page-holds-enough.ts'
import {lineBeginsAndEndsAsItMay} from './line-begins-and-ends-as-it-may.ts'
import {linkLeadsToAPage} from './link-leads-to-a-page.ts'
import {pageHoldsSomething} from './page-holds-something.ts'
import {pageIsFull} from './page-is-full.ts'
import {pagesKeepBudget} from './pages-keep-budget.ts'
import {pictureHasWords} from './picture-has-words.ts'
import {pictureIsSharp} from './picture-is-sharp.ts'
import {quotesAreOfTheLanguage} from './quotes-are-of-the-language.ts'

export const checks: readonly Check[] = [
  characterHasAGlyph,
  figureIsNearItsMention,
  fileIsLight,
  fontIsOurOwn,
  headingStaysWithText,
  lastPageHoldsEnough,
  lineBeginsAndEndsAsItMay,
  linkLeadsToAPage,
  pageHoldsSomething,
  pageIsFull,
  pagesKeepBudget,
  pictureHasWords,
  pictureIsSharp,
  quotesAreOfTheLanguage
]
