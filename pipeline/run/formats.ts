/** What a build of only some formats left behind: pages that are new beside a PDF that is not. */
import type {Message} from '../messages.ts'
import type {Manifest, ManifestEdition} from '../stages/publish/index.ts'
import type {Format} from '../types.ts'
import type {EditionResult} from './results.ts'

/** What was listed before a build, and what is after it. */
export interface Listings {
  readonly before: Manifest | undefined
  readonly after: Manifest
}

/** Told where editions were made anew in one format, and keep a file of another that readers are still led to. */
export function tellOlderFormats(
  results: readonly EditionResult[],
  {before, after}: Listings,
  published: readonly Format[]
): readonly Message[] {
  const [old, now] = [before?.editions ?? [], after.editions].map((all) => new Map(all.map((each) => [each.id, each])))
  const mixed = results.flatMap(({state, listed}) => {
    const was = old!.get(listed.id)
    if (state === 'failed' || was === undefined || !isAnew(listed, was)) return []
    const made = formatsOf(listed)
    const kept = formatsOf(now!.get(listed.id)).filter((format) => !made.includes(format) && published.includes(format))
    return kept.length === 0 ? [] : [{made, kept}]
  })
  if (mixed.length === 0) return []
  const words = (formats: readonly Format[]) => ORDER.filter((format) => formats.includes(format)).map((format) => NAMES[format])
  const kept = words(mixed.flatMap((each) => each.kept)).join(' and ')
  const made = words(mixed.flatMap((each) => each.made)).join(' and ')
  const count = `${mixed.length} of ${results.length === 1 ? '1 edition' : `${results.length} editions`}`
  const reason = `Unexpected ${kept} of an earlier build beside a newer ${made}: ${count}`
  const note = `\`octavo build\` without \`--format\` makes ${published.length === 2 ? 'both' : 'all of them'}.`
  return [{severity: 'warning', rule: 'formats-are-of-one-build', reason, note}]
}

const NAMES: Readonly<Record<Format, string>> = {html: 'page', pdf: 'PDF', press: 'file for press'}
const ORDER: readonly Format[] = ['html', 'pdf', 'press']

// Of what was not made nothing is known but that its neighbour has other bytes now, or, where it had none, other data.
function isAnew(now: ManifestEdition, was: ManifestEdition): boolean {
  const same = now.files.flatMap((file) =>
    was.files.filter(({format}) => format === file.format).map((old) => [file, old] as const)
  )
  return same.length > 0
    ? same.some(([file, old]) => file.sha256 !== old.sha256)
    : JSON.stringify(now.data) !== JSON.stringify(was.data)
}

function formatsOf(edition: ManifestEdition | undefined): readonly Format[] {
  return edition?.files.map(({format}) => format) ?? []
}
