/** A word of the user -> a side of a comparison: an output, a release on file, or the sources as they are or were, which are built first. */
import {basename, dirname, join, resolve} from 'node:path'
import {build} from '../build.ts'
import {REVISIONS} from '../cache/tidy.ts'
import {isS3Address} from '../cache/s3-address.ts'
import {MANIFEST} from '../schema/output-path.ts'
import type {Session} from '../run/session.ts'
import type {Side} from '../run/sides.ts'
import type {Release} from '../compare/release.ts'
import {pathOf} from '../run/release.ts'
import {placeOf} from '../run/output.ts'
import {openOutput} from '../run/states.ts'
import {parseRelease} from '../stages/load/index.ts'
import {UsageError, type Given, type Setting} from './command.ts'
import {checkOnly, outputAt, readJobs, readOnly, reportFolder} from './given.ts'
import {takeRevision} from './revision.ts'
import {unlessMissing} from '../world.ts'

/** Opens sides; what is built for them lies in a folder that is removed at the end. */
export interface Sided {
  open(word: string): Promise<Side>
  close(): Promise<void>
}

/** Begin to open the sides of a comparison. `report` finds the report whose revisions are meant. */
export function openSides(given: Given, setting: Setting, session: Session): Sided {
  const {world} = setting
  const root = join(session.storeFolder, REVISIONS, `${world.processId}`)
  let built = 0

  async function buildSide(folder: string): Promise<Side> {
    const out = join(root, `output-${++built}`)
    const only = readOnly(given)
    const {signal, onProgress} = setting
    const options = {folder, only, out, draft: false, jobs: readJobs(given, world), signal, onProgress, onWait: () => {}}
    const result = await build({...options, checkOnly: (axes) => checkOnly(only, axes)}, session)
    if (result.editions.failed > 0) result.messages.filter(({severity}) => severity === 'error').forEach(setting.tell)
    return {output: (await openOutput(out, world.files))!}
  }

  return {
    async open(word) {
      const found = (await openFiled(word, given, setting)) ?? (await openPublished(word, setting, session))
      if (found !== undefined) return found
      const report = await reportOf(given, setting).catch(() => undefined)
      const sources = report && join(root, `sources-${built}`, basename(report))
      if (report && sources && (await takeRevision(word, report, {into: sources, world}))) return buildSide(sources)
      throw new UsageError(
        `Unexpected \`${word}\`, expected a folder with the \`${MANIFEST}\` of a build, a release such as \`releases/2024-04-15.json\`, its day, or a revision of the sources`,
        'As in `octavo diff 2024-04-15 output/report report`, or `octavo diff HEAD~1 output/report report`.'
      )
    },
    close: () => world.files.remove(root)
  }
}

async function openPublished(word: string, {world}: Setting, session: Session): Promise<Side | undefined> {
  const {folder, files} = placeOf(isS3Address(word) ? outputAt(word, world) : resolve(world.folder, word), session)
  const output = await openOutput(folder, files)
  return output && {output}
}

// From here, or from the folder of the report, as messages name it.
async function openFiled(word: string, {words: [, , ...named], options}: Given, {world}: Setting): Promise<Side | undefined> {
  if (isDay(word)) {
    const report = await reportFolder({words: named, options}, world).catch(() => undefined)
    const release = report === undefined ? undefined : await filedIn(report, word, {world})
    return release ? {release} : undefined
  }
  if (!word.endsWith('.json')) return undefined
  const report = await reportFolder({words: named, options}, world).catch(() => world.folder)
  for (const folder of [world.folder, report]) {
    const bytes = await unlessMissing(world.files.read(resolve(folder, word)))
    if (bytes !== undefined) return {release: await parseRelease({path: word, text: Buffer.from(bytes).toString()})}
  }
  return undefined
}

/** The release of a day that a report has on file. */
export async function filedIn(report: string, day: string, {world}: Pick<Setting, 'world'>): Promise<Release | undefined> {
  const path = pathOf(day)
  const bytes = await unlessMissing(world.files.read(join(report, path)))
  return bytes && parseRelease({path, text: Buffer.from(bytes).toString()})
}

function isDay(word: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(word)
}

/** The folder of the report that is meant: named, or that in which a release is on file, or the only one. */
export async function reportOf(
  {words: [before = '', after = '', ...named], options}: Given,
  {world}: Pick<Setting, 'world'>
): Promise<string> {
  const filed = [before, after].find((word) => word.endsWith('.json'))
  const own = filed && resolve(world.folder, filed)
  if (named.length === 0 && own !== undefined && (await world.files.resolve(own)) !== undefined) return dirname(dirname(own))
  return reportFolder({words: named, options}, world)
}
