/** The results of a run -> a page that shows what was found in them, each with a picture of the page on which it was seen. */
import {createPagePool} from '../browser/index.ts'
import {drawPages, type PagePicture} from '../browser/pdf-pages.ts'
import {readPageMap} from '../pdf/destinations.ts'
import {openPdf} from '../pdf/parse.ts'
import {showFindings, type Finding} from '../stages/findings.ts'
import type {Spot} from '../types.ts'
import type {EditionFile} from './job.ts'
import type {Joined} from './locate.ts'
import type {Run} from './open.ts'
import {findRunBrowser} from './renderer.ts'
import type {EditionResult} from './results.ts'
import {toldOf} from './summary.ts'

/** More pictures than these nobody looks at, and each is some tens of kilobytes; what is found beyond is told without. */
const MOST_PICTURES = 150

interface Wanted {
  readonly joined: Joined
  readonly result: EditionResult
  readonly spot: Spot
}

/** Write the page to a file; its folder is made where there is none. A browser starts where there is something to picture. */
export async function writeFindings(results: readonly EditionResult[], run: Run, file: string): Promise<void> {
  const joined = run.joined(toldOf(results))
  const wanted = (await Promise.all(joined.map((each) => wantedFor(each, results)))).flat().slice(0, MOST_PICTURES)
  const pictures = await picturesOf(wanted, run)
  const findings = joined.map(({message, editions}, index): Finding => {
    const at = wanted.find((each) => each.joined === joined[index])
    const picture = at && pictures.get(keyOf(at))
    return {message, editions, ...(at && picture && {seen: {spot: at.spot, picture}})}
  })
  const {definition} = run.prepared.report
  const title = definition.title['en'] ?? Object.values(definition.title)[0] ?? definition.id
  const page = showFindings({title, findings, editions: results.length})
  await run.session.world.files.write(file, new TextEncoder().encode(page))
}

// What is said of a figure by the stage that draws it has the page of that figure, where a link leads to it.
async function wantedFor(joined: Joined, results: readonly EditionResult[]): Promise<readonly Wanted[]> {
  const result = results.find(({edition}) => edition.id === joined.editions[0])
  const pdf = result?.files.find(({format}) => format === 'pdf')
  if (result === undefined || pdf?.content === undefined) return []
  const spot = joined.spot ?? (await spotOf(joined.anchor?.split('#').at(-1) ?? '', pdf))
  return spot === undefined ? [] : [{joined, result, spot}]
}

// What was recalled as a whole brings its file alone, which tells the same.
async function spotOf(id: string, {map, content}: EditionFile): Promise<Spot | undefined> {
  const {destinations} = (await map?.value()) ?? readPageMap(openPdf(await content!.bytes()))
  return Object.hasOwn(destinations, id) ? {page: destinations[id]!} : undefined
}

async function picturesOf(wanted: readonly Wanted[], run: Run): Promise<ReadonlyMap<string, PagePicture>> {
  if (wanted.length === 0) return new Map()
  const {env, isRoot} = run.session.world
  const pool = createPagePool({browser: await findRunBrowser(run.session), env, isRoot, jobs: 1})
  try {
    const pictures = new Map<string, PagePicture>()
    for (const [result, members] of Map.groupBy(wanted, (each) => each.result)) {
      const pdf = await result.files.find(({format}) => format === 'pdf')?.content?.bytes()
      const pages = [...new Set(members.map(({spot}) => spot.page))]
      const drawn = pdf === undefined ? [] : await pool.use((kept) => drawPages(kept, pdf, pages))
      drawn.forEach((picture, index) => pictures.set(`${result.edition.id} ${pages[index]}`, picture))
    }
    return pictures
  } finally {
    await pool.close()
  }
}

function keyOf({result, spot}: Wanted): string {
  return `${result.edition.id} ${spot.page}`
}
