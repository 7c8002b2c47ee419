/**
 * Octavo for programs that embed it: open, plan, build, check, trace. Each call runs in a process of its own, as the commands
 * of these names do: in UTC, whatever the time zone of its caller, and with memory of its own.
 */
import {call} from './call.ts'
import {
  OctavoError,
  type BuildOptions,
  type Built,
  type CallOptions,
  type Checked,
  type CheckOptions,
  type OpenReport,
  type Plan,
  type PlanOptions,
  type Selecting,
  type Traced,
  type TraceOptions
} from './interface.ts'

export * from './interface.ts'

type Report = OpenReport | string

/** Open a report: its folder, or its name under `sources/`. Throws an OctavoError with every error of the report as a whole. */
export async function open(report: string, options: CallOptions = {}): Promise<OpenReport> {
  return call('open', {words: [report], options: {store: options.store}}, options)
}

/** Tell what a build would print, write and remove. No browser is started. */
export async function plan(report: Report, options: PlanOptions = {}): Promise<Plan> {
  return call('plan', {words: [folderOf(report)], options: selection(options)}, options)
}

/** Make every edition whose content changed, and publish them. Throws an OctavoError where the report as a whole is wrong. */
export async function build(report: Report, options: BuildOptions = {}): Promise<Built> {
  const {jobs, verify, release, strict, date, correct} = options
  const given = {...selection(options), ...(jobs !== undefined && {jobs: String(jobs)}), verify, release, strict, date}
  return call('build', {words: [folderOf(report)], options: {...given, correct: reasonsOf(correct)}}, options)
}

/** Find all that is wrong with a report. No browser is started. */
export async function check(report: Report, options: CheckOptions = {}): Promise<Checked> {
  try {
    return await call('check', {words: [folderOf(report)], options: {...selection(options), strict: options.strict}}, options)
  } catch (error) {
    if (error instanceof OctavoError && error.kind === 'report') return {ok: false, editions: 0, messages: error.messages}
    throw error
  }
}

/** Tell where the values of a published page or PDF come from. */
export async function trace(file: string, options: TraceOptions = {}): Promise<Traced> {
  const {report, text, page, store} = options
  const words = report === undefined ? [file] : [file, folderOf(report)]
  return call('trace', {words, options: {text, store, ...(page !== undefined && {page: String(page)})}}, options)
}

function folderOf(report: Report): string {
  return typeof report === 'string' ? report : report.folder
}

function reasonsOf(correct: BuildOptions['correct']): readonly string[] | undefined {
  if (correct === undefined || typeof correct === 'string') return correct === undefined ? undefined : [correct]
  return Object.entries(correct).map(([language, reason]) => `${language}=${reason}`)
}

// As the command line has them.
function selection({only = {}, formats, out, draft, selfContained, store}: PlanOptions & Selecting) {
  const axes = Object.entries(only).map(([axis, ids]) => `${axis}=${ids.join(',')}`)
  return {
    only: axes.length > 0 ? axes : undefined,
    format: formats?.join(','),
    out,
    draft,
    'self-contained': selfContained,
    store
  }
}
