/** A picture of dots has enough of them for paper. */
import {warningAt, type Check} from './check.ts'

/** Dots in an inch, below which they are seen on paper. */
const LEAST = 150

/** Tells of pictures that are printed too large for their dots. */
export const pictureIsSharp: Check = {
  of: 'print',
  rule: 'picture-is-sharp',
  look({set}) {
    return set.pictures.flatMap(({id, alt, dots}) => {
      if (dots >= LEAST) return []
      return [
        {
          ...warningAt('picture-is-sharp', id, {
            reason: `Unexpected picture of ${Math.round(dots)} dots per inch, expected ${LEAST} at least: “${alt.slice(0, 60)}”`,
            note: 'Take a larger file, or show it smaller: `{width=50%}`.'
          }),
          once: `picture-is-sharp ${id} ${alt}`
        }
      ]
    })
  }
}
