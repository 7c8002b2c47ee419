/** The stages that an edition passes, in order. Those that are heavy load what they need when they first run. */
import {closureDigest} from '../cache/code.ts'
import {digest, type Digest} from '../cache/hash.ts'
import type {Stage} from '../cache/memo.ts'
import type {chartStage, Measure} from '../stages/chart/index.ts'
import type {ComposeInput, Composed} from '../stages/compose/index.ts'
import type {encloseStage} from '../stages/enclose.ts'
import type {inspectStage} from '../stages/inspect.ts'
import type {finishStage} from '../stages/finish/index.ts'
import type {printPageStage, screenPageStage} from '../stages/page/index.ts'
import type {preflightStage} from '../stages/preflight.ts'
import type {pressStage, sheetStage} from '../stages/press/index.ts'
import {arrangeStage, printStage, type Printer} from '../stages/print/index.ts'

/** The stages that an edition passes. */
export interface Stages {
  /** Digest of the code behind all of them. */
  readonly code: Digest
  readonly compose: Stage<ComposeInput, Composed>
  readonly chart: ReturnType<typeof chartStage>
  readonly screenPage: ReturnType<typeof screenPageStage>
  readonly enclose: ReturnType<typeof encloseStage>
  readonly printPage: ReturnType<typeof printPageStage>
  readonly preflight: ReturnType<typeof preflightStage>
  readonly arrange: ReturnType<typeof arrangeStage>
  readonly print: ReturnType<typeof printStage>
  readonly inspect: ReturnType<typeof inspectStage>
  readonly finish: ReturnType<typeof finishStage>
  readonly pressSheet: ReturnType<typeof sheetStage>
  readonly press: ReturnType<typeof pressStage>
}

/** Where nothing may be printed: this page is none that was printed before. */
export class NotPrinted extends Error {}

/** Digests of the code behind the stages: of the program, and of what prints, which is too dear to share it. */
export interface StagesCode {
  readonly program: Digest
  readonly print: Digest
}

/** Digests of the code, where that of the program is known. */
export function codeOfStages(program: Digest): StagesCode {
  return {program, print: closureDigest(new URL('../stages/print/index.ts', import.meta.url))}
}

/** The stages with a printer, and with what measures the words of charts. */
export function createStages({program: code, print}: StagesCode, printer: Printer, measure: Measure): Stages {
  return {
    code: digest([code, print]),
    compose: later('compose', code, async () => (await import('../stages/compose/index.ts')).composeStage(code)),
    chart: later('chart', code, async () => (await import('../stages/chart/index.ts')).chartStage(code, {measure})),
    screenPage: later('screen', code, async () => (await import('../stages/page/index.ts')).screenPageStage(code)),
    enclose: later('enclose', code, async () => (await import('../stages/enclose.ts')).encloseStage(code)),
    printPage: later('print-page', code, async () => (await import('../stages/page/index.ts')).printPageStage(code)),
    preflight: later('preflight', code, async () => (await import('../stages/preflight.ts')).preflightStage(code)),
    arrange: arrangeStage(print, printer),
    print: printStage(print, printer),
    inspect: later('inspect', code, async () => (await import('../stages/inspect.ts')).inspectStage(code)),
    finish: later('finish', code, async () => (await import('../stages/finish/index.ts')).finishStage(code)),
    pressSheet: later('press-sheet', code, async () => (await import('../stages/press/index.ts')).sheetStage(code)),
    press: later('press', code, async () => (await import('../stages/press/index.ts')).pressStage(code))
  }
}

/** Read the code of the stages now: editions are on their way. What goes wrong is told by the first of them. */
export async function loadStages(): Promise<void> {
  const stages = [import('../stages/compose/index.ts'), import('../stages/page/index.ts'), import('../stages/preflight.ts')]
  await Promise.allSettled([...stages, import('../stages/inspect.ts'), import('../stages/finish/index.ts')])
}

// A build that recalls a stage does not load its code.
function later<Input, Parts extends object>(
  name: string,
  code: Digest,
  load: () => Promise<Stage<Input, Parts>>
): Stage<Input, Parts> {
  return {name, code, run: async (input, say) => (await load()).run(input, say)}
}
