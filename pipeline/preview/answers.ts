/** What the page asks about a report: what is wrong, the figures of an edition, the rows of a query, where a number comes from. */
import {ReportError} from '../messages.ts'
import {datasetFor} from '../run/data.ts'
import {openOrigins} from '../run/origins.ts'
import type {Run} from '../run/open.ts'
import type {World} from '../world.ts'
import {json, plain, type Answer, type Question} from './answer.ts'
import {frameAt, framed} from './frames.ts'
import type {Studio} from './studio.ts'

/** What answers are made from. */
export interface Asked {
  readonly studio: Studio
  /** Folder of the report. */
  readonly folder: string
  readonly world: World
}

/** More rows than these nobody reads on a page. */
const MOST_ROWS = 500
/** An origin, or a name, is no longer than this. */
const LONGEST = 2_000

/** Answer a question, or nothing where it is none. */
export async function answerTo({path, query}: Question, asked: Asked): Promise<Answer | undefined> {
  const text = (name: string) => (query.get(name) ?? '').slice(0, LONGEST)
  if (path === '/api/messages') return messages(text('edition'), asked)
  const {run} = asked.studio.scene()
  if (run === undefined || !path.startsWith('/api/')) return undefined
  const edition = run.editions.find(({id}) => id === text('edition'))
  if (edition === undefined) return undefined
  if (path === '/api/pages') return pages(edition.id, asked)
  if (path === '/api/figures') return figures(edition, run)
  if (path === '/api/rows') return rows(text('query'), edition, run)
  if (path === '/api/origin') return origin({origin: text('origin'), edition: edition.id}, run, asked)
  return undefined
}

type Edition = Run['editions'][number]

// Of the report as a whole where no edition is named.
async function messages(id: string, {studio, folder, world}: Asked): Promise<Answer> {
  const {run, views, wrong} = studio.scene()
  const view = views.get(id)
  if (view === undefined || run === undefined)
    return json(await framed(wrong.length > 0 ? wrong : (run?.told([]) ?? []), folder, world.files))
  const {edition} = view
  const told = run.told([...view.html.messages, ...view.pdf.messages].map((message) => ({edition, message})))
  return json(await framed(told, folder, world.files))
}

// Where in its PDF things stand, for a page beside it.
async function pages(id: string, {studio}: Asked): Promise<Answer> {
  const map = await studio.scene().views.get(id)?.pdf.made?.map?.value()
  const inOrder = Object.entries(map?.destinations ?? {}).toSorted(([, one], [, other]) => one - other)
  return json({destinations: Object.fromEntries(inOrder)})
}

async function figures(edition: Edition, run: Run): Promise<Answer> {
  const {text} = run.jobFor(edition)
  try {
    const composed = await run.session.memo(run.renderer.stages.compose, text)
    const found = await composed.figures.value()
    return json({
      figures: found.map(({id, chart, data, title}) => ({id, title, query: data, path: `charts/${chart}.vl.json`})),
      queries: Object.keys(text.queries)
    })
  } catch (error) {
    if (error instanceof ReportError) return plain(503, error.message)
    throw error
  }
}

async function rows(name: string, edition: Edition, {prepared}: Run): Promise<Answer | undefined> {
  const asked = prepared.asked.get(name)
  if (asked === undefined) return undefined
  const {columns, key, rows} = await datasetFor(edition, asked).value()
  return json({
    name,
    path: asked.query.path,
    files: asked.files,
    columns: columns.map(({name, type}) => ({name, isNumber: type === 'number' || type === 'integer'})),
    key,
    rows: rows.slice(0, MOST_ROWS).map((row) => columns.map(({name}) => row[name] ?? null)),
    total: rows.length
  })
}

interface Sought {
  readonly origin: string
  /** Id of the edition. */
  readonly edition: string
}

async function origin(sought: Sought, {session}: Run, {folder, world}: Asked): Promise<Answer> {
  try {
    const find = await openOrigins(folder, [sought.origin], session)
    const found = await find(sought.origin, sought.edition)
    const place = found.cell && {path: found.cell.path, line: found.cell.line}
    const frame = place && (await frameAt(place, folder, world.files))
    return json({...found, ...(frame && {frame})})
  } catch (error) {
    if (error instanceof ReportError) return plain(503, error.message)
    throw error
  }
}
