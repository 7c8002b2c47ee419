/** Makes edits one after the other, builds after each both incrementally and from nothing, and tells where the two differ. */
import {fileURLToPath} from 'node:url'
import type {BuildOptions} from '../../pipeline/build.ts'
import {sequence} from './changes.ts'
import {partDiffers, wholeDiffers} from './compare.ts'
import {areSame, readFiles, type Files, type Kind, type Pick} from './files.ts'
import {kindsOf} from './kinds/index.ts'
import {openWorkshop, type Built, type Machine, type Workshop} from './workshop.ts'

/** A difference, or a needless print, and the edit after which it was found. */
export interface Finding {
  readonly after: string
  readonly what: 'differs' | 'printed needlessly'
  readonly where: readonly string[]
}

export interface Plan {
  readonly edits: number
  readonly seed: number
  /** Kinds of edits, all of them when left out. */
  readonly only?: RegExp
  /** Told of every finding at once, and of the work now and then: many edits take their time. */
  tell(line: string): void
}

export interface Laboratory {
  readonly original: Files
  readonly kinds: readonly Kind[]
  /** Earlier states that come back are made besides the edits. */
  run(plan: Plan): Promise<readonly Finding[]>
  /** One line for whoever started it. */
  summary(): string
  close(): Promise<void>
}

/** Findings after which it stops: the first ones tell enough. */
const ENOUGH = 8

/** States that may come back; the first of them is the report as it is. */
const REMEMBERED = 12
const EARLIER = 'an earlier state'
/** Edits after which the report is as it was: one that leaves no PDF or few editions would leave little to compare for good. */
const STRETCH = 15

export async function openLaboratory(machine: Machine): Promise<Laboratory> {
  const original = await readFiles(fileURLToPath(new URL('../reports/exact', import.meta.url)))
  const workshop = await openWorkshop(machine)
  const kinds = kindsOf(original)
  const notes = {edits: 0, takenBack: 0, broken: 0, parts: 0, prints: 0, cleanPrints: 0, used: new Set<string>()}
  const started = performance.now()

  async function run({edits, seed, only, tell}: Plan): Promise<readonly Finding[]> {
    const pick = sequence(seed)
    const findings: Finding[] = []
    const watch = createWatch(findings, notes, tell)
    const next = editsOf(
      kinds.filter(({name}) => only?.test(name) ?? true),
      pick
    )
    let earlier: readonly Files[] = [original]
    let back = STRETCH
    await workshop.lay(original)
    const first = await workshop.build()
    // A report with a mistake would publish little, and little could differ.
    if (first.isBroken) throw new Error(`The report that is to be edited has mistakes: ${JSON.stringify(first.messages)}`)
    watch.prints('the first build', first)
    while (notes.edits < edits && findings.length < ENOUGH) {
      const files = earlier.at(-1)!
      const isDue = notes.edits >= back
      if (isDue) back += STRETCH
      const {name, made} = isDue ? {name: EARLIER, made: original} : next(earlier)
      if (areSame(files, made)) continue
      if (name === EARLIER) notes.takenBack++
      else if (++notes.edits % 50 === 0) tell(summary())
      notes.used.add(name)
      await workshop.lay(made)
      const part = pick(4) === 0 ? PARTS[pick(PARTS.length)] : undefined
      const isBroken = await tryEdit({name, part, workshop, watch})
      if (!isBroken) earlier = [original, ...[...earlier.slice(1), made].slice(-REMEMBERED)]
      else {
        // What is broken is taken back, so that the edits that follow have something to build.
        notes.broken++
        await workshop.lay(files)
        watch.prints(`${name}, taken back`, await workshop.build())
      }
    }
    await workshop.verify()
    return findings
  }

  function summary(): string {
    const {edits, used, takenBack, broken, parts, prints, cleanPrints} = notes
    return [
      `${edits} edits of ${used.size} kinds, ${takenBack} taken back, ${broken} with mistakes, ${parts} builds of a part`,
      `${prints} prints, where clean builds made ${cleanPrints}`,
      `${Math.round((performance.now() - started) / 1000)} s`
    ].join('; ')
  }

  return {
    original,
    kinds,
    run,
    summary,
    close: workshop.close
  }
}

interface Part {
  readonly name: string
  readonly options: Partial<BuildOptions>
}

const PARTS: readonly Part[] = [
  {name: '--only region=north', options: {only: {region: ['north']}}},
  {name: '--only language=en', options: {only: {language: ['en']}}},
  {name: '--format html', options: {formats: ['html']}},
  {name: '--format pdf', options: {formats: ['pdf']}},
  {name: '--draft', options: {draft: true, only: {language: ['zh-Hant']}}}
]

interface Trial {
  readonly name: string
  readonly part: Part | undefined
  readonly workshop: Workshop
  readonly watch: Watch
}

// Perhaps a part first, then all, then all from nothing. Gives whether the report has a mistake now.
async function tryEdit({name, part, workshop, watch}: Trial): Promise<boolean> {
  const before = await workshop.look()
  const partly = part && (await workshop.build(part.options))
  if (partly) watch.prints(`${name}, ${part.name}`, partly)
  const between = await workshop.look()
  const whole = await workshop.build()
  watch.prints(name, whole)
  const clean = await workshop.buildClean()
  watch.cleanPrints(clean)
  if (partly && !part.options.draft) watch.differs(`${name}, ${part.name}`, partDiffers(partly, {clean, before, ...part.options}))
  watch.differs(name, wholeDiffers(whole, {clean, before: between}))
  return clean.isBroken
}

interface Watch {
  prints(after: string, built: Built): void
  cleanPrints(clean: Built): void
  differs(after: string, where: readonly string[]): void
}

// A page that the store has seen printed is not printed again, nor twice by one build.
function createWatch(
  findings: Finding[],
  notes: {parts: number; prints: number; cleanPrints: number},
  tell: Plan['tell']
): Watch {
  const known = new Set<string>()
  const find = (finding: Finding) => {
    if (finding.where.length === 0) return
    findings.push(finding)
    tell(`${finding.what} after “${finding.after}”: ${finding.where.join('; ')}`)
  }
  return {
    prints(after, {printed}) {
      if (after.includes(', --')) notes.parts++
      notes.prints += printed.length
      const again = printed.filter((page, index) => known.has(page) || printed.indexOf(page) < index)
      find({after, what: 'printed needlessly', where: again})
      for (const page of printed) known.add(page)
    },
    cleanPrints: ({printed}) => void (notes.cleanPrints += printed.length),
    differs: (after, where) => void find({after, what: 'differs', where: where.slice(0, 12)})
  }
}

// One kind after the other in a random order, and now and then an earlier state of the report.
function editsOf(kinds: readonly Kind[], pick: Pick): (earlier: readonly Files[]) => {name: string; made: Files} {
  let queue: Kind[] = []
  return (earlier) => {
    if (pick(9) === 0) return {name: EARLIER, made: earlier[pick(earlier.length)]!}
    if (queue.length === 0) queue = mixed(kinds, pick)
    const kind = queue.pop()!
    return {name: kind.name, made: kind.change(earlier.at(-1)!, pick)}
  }
}

function mixed(kinds: readonly Kind[], pick: Pick): Kind[] {
  const all = [...kinds]
  for (let at = all.length - 1; at > 0; at--) {
    const other = pick(at + 1)
    ;[all[at], all[other]] = [all[other]!, all[at]!]
  }
  return all
}
