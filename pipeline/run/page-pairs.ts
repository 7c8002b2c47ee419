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
  const read = (id: string) => filesOf(id, sides, session)
  try {
    const total = {changed: 0, reflowed: 0}
    const found: Found[] = []
    for (const {id, changes} of compared.changed.filter((edition) => edition.changes.length > 0)) {
      const files = await read(id)
      if (files === undefined) continue
      const {changed, reflowed} = await comparedPages(files, changes, pool)
      total.changed += changed.length
      total.reflowed += reflowed
      found.push(...changed.map((pair) => ({...pair, edition: id, changes: placesOf(pair, changes, compared)})))
    }
    const chosen = choosePairs(found)
    const pairs: PicturedPair[] = []
    for (const pair of chosen.slice(0, MOST_PAIRS))
      pairs.push({...pair, ...(await drawn(pair, (await read(pair.edition))!, pool))})
    return {
      ...total,
      left: Math.max(0, chosen.length - MOST_PAIRS),
      pairs: [...pairs, ...(await formPairs(compared, read, pool))]
    }
  } finally {
    await pool.close()
  }
}

/** Two pages of an edition; `changes` are places in the list of clusters. */
type Found = PagePair & {readonly edition: string}

// Few pages that show every change: whichever shows most that no other does comes next.
function choosePairs(found: readonly Found[]): readonly Found[] {
  const left = new Set(found.flatMap(({changes}) => changes))
  const chosen: Found[] = []
  const newIn = ({changes}: Found) => changes.filter((place) => left.has(place)).length
  while (left.size > 0) {
    const best = found.reduce((one, other) => (newIn(other) > newIn(one) ? other : one))
    best.changes.forEach((place) => left.delete(place))
    chosen.push(best)
  }
  return chosen
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
