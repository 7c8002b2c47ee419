/** What a build left behind, and in what two of them differ. */
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {BuildOptions, BuildResult} from '../../pipeline/build.ts'
import {ReportError, type Message} from '../../pipeline/messages.ts'
import type {Manifest, ManifestEdition} from '../../pipeline/stages/publish/index.ts'
import {digestsIn} from '../building.ts'

export interface Outcome {
  readonly messages: readonly Message[]
  /** The report or one of its editions has a mistake. */
  readonly isBroken: boolean
  /** Digests of the files in the output, by path. */
  readonly files: Readonly<Record<string, string>>
  readonly manifest: Manifest | undefined
}

/** Build, unless there is nothing to build, and look at the output. */
export async function outcomeOf(build: (() => Promise<BuildResult>) | undefined, out: string): Promise<Outcome> {
  const {messages, isBroken} = await attempt(build)
  const text = await readFile(join(out, 'manifest.json'), 'utf8').catch(() => undefined)
  const files = await digestsIn(out).catch(() => ({}))
  return {messages, isBroken, files, manifest: text === undefined ? undefined : (JSON.parse(text) as Manifest)}
}

async function attempt(build: (() => Promise<BuildResult>) | undefined): Promise<Pick<Outcome, 'messages' | 'isBroken'>> {
  try {
    const result = await build?.()
    return {messages: result?.messages ?? [], isBroken: (result?.editions.failed ?? 0) > 0}
  } catch (error) {
    if (error instanceof ReportError) return {messages: error.messages, isBroken: true}
    throw error
  }
}

/**
 * After a build of the whole matrix: the same messages, files and manifest. Where an edition has a mistake, what was published
 * of it before stays; where the report has one, nothing changes at all.
 */
export function wholeDiffers(made: Outcome, {clean, before}: Compared): readonly string[] {
  const messages = messagesDiffer(made, clean)
  if (!clean.isBroken) return [...messages, ...recordsDiffer(made.files, clean.files)]
  if (clean.manifest === undefined) return [...messages, ...recordsDiffer(made.files, before.files)]
  return [...messages, ...editionsDiffer(made, clean, {}), ...isUnsound(made)]
}

/** After a build of a part: what was wanted is as after a clean build of all, and the rest stands whole. */
export function partDiffers(made: Outcome, {clean, before, ...wanted}: Compared & Wanted): readonly string[] {
  if (clean.manifest === undefined) return recordsDiffer(made.files, before.files)
  return [...editionsDiffer(made, clean, wanted), ...isUnsound(made)]
}

interface Compared {
  /** The clean build. */
  readonly clean: Outcome
  /** What lay in the output before. */
  readonly before: Outcome
}

type Wanted = Partial<Pick<BuildOptions, 'only' | 'formats'>>

function messagesDiffer(made: Outcome, clean: Outcome): readonly string[] {
  const [own, others] = [made, clean].map(({messages}) => messages.map((message) => JSON.stringify(message)))
  return JSON.stringify(own) === JSON.stringify(others) ? [] : [`messages: ${own!.join('\n')} instead of ${others!.join('\n')}`]
}

function recordsDiffer(made: Outcome['files'], clean: Outcome['files']): readonly string[] {
  const paths = new Set([...Object.keys(made), ...Object.keys(clean)])
  return [...paths]
    .filter((path) => made[path] !== clean[path])
    .map((path) => `${path}: ${made[path] ?? 'none'} instead of ${clean[path] ?? 'none'}`)
}

// Editions that came out are as in the clean build, format by format of those that were made.
function editionsDiffer(made: Outcome, clean: Outcome, {only = {}, formats = ['html', 'pdf']}: Wanted): readonly string[] {
  const own = new Map((made.manifest?.editions ?? []).map((edition) => [edition.id, edition]))
  const isWanted = ({axes, state}: ManifestEdition) =>
    state === 'current' && Object.entries(only).every(([axis, ids]) => ids.includes(axes[axis] ?? ''))
  const wanted = (clean.manifest?.editions ?? []).filter(isWanted)
  return wanted.filter((edition) => differs(own.get(edition.id), edition, formats)).map(({id}) => `edition ${id} in the manifest`)
}

function differs(own: ManifestEdition | undefined, {files, data, state}: ManifestEdition, formats: readonly string[]): boolean {
  const wanted = files.filter(({format}) => formats.includes(format))
  const found = (own?.files ?? []).filter(({format}) => wanted.some((file) => file.format === format))
  return JSON.stringify([own?.state, own?.data, found]) !== JSON.stringify([state, data, wanted])
}

// Every file that the manifest names lies there with the bytes that it says, and nothing else lies there.
function isUnsound({manifest, files}: Outcome): readonly string[] {
  const named = [...(manifest?.editions ?? []).flatMap((edition) => edition.files), ...(manifest?.assets ?? [])]
  const paths = new Set(['manifest.json', ...named.map(({path}) => path)])
  return [
    ...named.filter(({path, sha256}) => files[path] !== sha256).map(({path}) => `${path} is not what the manifest says`),
    ...Object.keys(files)
      .filter((path) => !paths.has(path))
      .map((path) => `${path} is in no manifest`)
  ]
}
