/** What changed between two outputs -> the pages on which it is seen, drawn side by side, each change once. */
import {createPagePool, type PagePool} from '../browser/index.ts'
import {drawPages, type PagePicture} from '../browser/pdf-pages.ts'
import {findDifferences} from '../browser/picture-differences.ts'
import {readPageTexts} from '../browser/pdf-texts.ts'
import type {Change} from '../compare/changes.ts'
import type {Compared} from '../compare/compare.ts'
import {comparePages, type PageComparison, type PagePair, type Pages} from '../compare/pages.ts'
import {showReview, type ReviewInput} from '../compare/review.ts'
import type {PicturedPair, ShownPages} from '../compare/review-pages.ts'
import {readProvenance} from '../pdf/provenance.ts'
import {findRunBrowser} from './renderer.ts'
import type {Session} from './session.ts'
import type {Sides} from './diff.ts'
import {pdfOf} from './sides.ts'

/** More pictures than these nobody looks at; what changed beyond is told without. */
const MOST_PAIRS = 60
/** Of editions whose files differ though they say the same, so many are looked at. */
const MOST_LOOKED_AT = 3

/** What a review is made of, and where it goes. */
export interface ReviewOptions extends Omit<ReviewInput, 'comparison' | 'pages'> {
  readonly compared: Compared
  readonly sides: Sides
  readonly file: string
}

/** Write the page that shows all that changed. */
export async function writeReview({compared, sides, file, ...options}: ReviewOptions, session: Session): Promise<void> {
  const pages = await pairPages(compared, sides, session)
  const html = showReview({...options, comparison: compared.comparison, pages})
  await session.world.files.write(file, new TextEncoder().encode(html))
}

/** Draw the pages. A browser starts where two files of an edition differ. */
export async function pairPages(compared: Compared, sides: Sides, session: Session): Promise<ShownPages> {
  const {env, isRoot} = session.world
  const pool = createPagePool({browser: await findRunBrowser(session), env, isRoot, jobs: 2})
  try {
    const seen = new Set<number>()
    const pairs: PicturedPair[] = []
    const total = {changed: 0, reflowed: 0, left: 0}
    for (const {id, changes} of compared.changed) {
      const files = await filesOf(id, sides, session)
      if (files === undefined) continue
      const found = changes.length > 0 ? await comparedPages(files, changes, pool) : {changed: [], reflowed: 0}
      total.changed += found.changed.length
      total.reflowed += found.reflowed
      for (const pair of found.changed) {
        const places = placesOf(pair, changes, compared).filter((place) => !seen.has(place))
        if (places.length === 0) continue
        places.forEach((place) => seen.add(place))
        if (pairs.length === MOST_PAIRS) total.left++
        else pairs.push({edition: id, ...pair, changes: placesOf(pair, changes, compared), ...(await drawn(pair, files, pool))})
      }
    }
    return {...total, pairs: [...pairs, ...(await formPairs(compared, (id) => filesOf(id, sides, session), pool))]}
  } finally {
    await pool.close()
  }
}

interface FilePair {
  readonly before: Uint8Array
  readonly after: Uint8Array
}

// Nothing where an edition has no file to print on one side, or the same on both.
async function filesOf(id: string, sides: Sides, session: Session): Promise<FilePair | undefined> {
  const [before, after] = await Promise.all([sides.before, sides.after].map((side) => pdfOf(id, side, session)))
  return before === undefined || after === undefined || Buffer.compare(before, after) === 0 ? undefined : {before, after}
}

async function comparedPages({before, after}: FilePair, changes: readonly Change[], pool: PagePool): Promise<PageComparison> {
  const [old, now] = await Promise.all([before, after].map((pdf) => pagesOf(pdf, pool)))
  return comparePages(old!, now!, changes)
}

async function pagesOf(pdf: Uint8Array, pool: PagePool): Promise<Pages> {
  const texts = await pool.use((kept) => readPageTexts(kept, pdf))
  const figures = new Map<string, Set<number>>()
  for (const {near, pages} of readProvenance(pdf)?.values ?? []) {
    if (pages === undefined || pages[0] !== pages[1]) continue
    figures.set(near, (figures.get(near) ?? new Set()).add(pages[0]))
  }
  return {texts, figures: Object.fromEntries([...figures].map(([id, pages]) => [id, [...pages]]))}
}

function placesOf({changes: own}: PagePair, changes: readonly Change[], {placeOf}: Compared): readonly number[] {
  const places = own.flatMap((index) => placeOf.get(changes[index]!) ?? [])
  return [...new Set(places)].sort((a, b) => a - b)
}

async function drawn({before, after}: Omit<PagePair, 'changes'>, files: FilePair, pool: PagePool) {
  const draw = async (pdf: Uint8Array, page: number | undefined): Promise<PagePicture | undefined> =>
    page === undefined ? undefined : (await pool.use((kept) => drawPages(kept, pdf, [page])))[0]
  const [old, now] = await Promise.all([draw(files.before, before), draw(files.after, after)])
  const marks = old && now ? await pool.use((kept) => findDifferences(kept, old.image, now.image)) : []
  return {...(old && {old}), ...(now && {now}), ...(marks.length > 0 && {marks})}
}

// Where the files say the same, pages are told apart by what is drawn on them.
async function formPairs(
  {comparison, changed}: Compared,
  filesOf: (id: string) => Promise<FilePair | undefined>,
  pool: PagePool
): Promise<readonly PicturedPair[]> {
  const pairs: PicturedPair[] = []
  for (const id of comparison.editions.formOnly.slice(0, MOST_LOOKED_AT)) {
    const files = await filesOf(id)
    if (files === undefined || changed.length === 0) continue
    const count = Math.min(
      ...(await Promise.all([files.before, files.after].map((pdf) => pagesOf(pdf, pool)))).map(({texts}) => texts.length)
    )
    for (let page = 1; page <= count; page++) {
      const pictures = await drawn({before: page, after: page}, files, pool)
      if (pictures.old?.image !== pictures.now?.image)
        pairs.push({edition: id, before: page, after: page, changes: [], ...pictures})
    }
  }
  return pairs
}
