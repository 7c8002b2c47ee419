/** One plan made in several runs, each of a part of its own: on machines that know nothing of each other. */
import {digest, type Digest} from '../cache/hash.ts'
import type {Run} from '../run/open.ts'
import type {Shard} from '../run/shard-file.ts'
import type {Axis, Edition} from '../types.ts'

/**
 * The editions of a shard, which may be none. Those of one value on the first axis have most in common and go together: value
 * number `p`, counted from 0 in the list of the axis, is of shard `p modulo total`, whatever is selected.
 */
export function editionsOfShard<Each extends Pick<Edition, 'axes'>>(
  editions: readonly Each[],
  first: Pick<Axis, 'name' | 'values'> | undefined,
  {current, total}: Shard
): readonly Each[] {
  const positions = new Map(first?.values.map(({id}, position) => [id, position]))
  const positionOf = ({axes}: Each) => (first && positions.get(axes[first.name] ?? '')) ?? 0
  return editions.filter((edition) => positionOf(edition) % total === current - 1)
}

/** The run of one shard. What it publishes are its own editions and nothing else, and it has no catalogue: that is of all shards. */
export function takeShard(run: Run, shard: Shard): Run {
  const editions = editionsOfShard(run.editions, run.prepared.axes[0], shard)
  const own = new Set(editions.map(({id}) => id))
  const {catalogue: _, ...frame} = run.frame
  return {
    ...run,
    editions,
    frame: {...frame, isWhole: true, matrix: frame.matrix.filter(({id}) => own.has(id))},
    part: {...shard, code: run.session.code, plan: planDigest(run), frame: run.frame}
  }
}

/** Digest of all that a run would make, by whatever part of it: the jobs of its editions, what surrounds them, and the code. */
export function planDigest({editions, jobFor, frame, session, renderer}: Run): Digest {
  const jobs = editions.map((edition) => digest(jobFor(edition)))
  return digest([session.code, renderer.stages.code, frame, jobs])
}
