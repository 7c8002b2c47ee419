/** Something asked of the database -> its answer, or its complaint as data. */

/** Why a query has no rows, in the database's words. */
export interface Problem {
  /** The query that was read, where the fault is not in the query itself. */
  readonly view?: string
  /** `Binder`, `Catalog`, `Conversion`, `INTERRUPT`, ... */
  readonly kind: string
  readonly reason: string
  /** Offset in the SQL text, in bytes of UTF-8. */
  readonly position?: number
  readonly candidates: readonly string[]
  readonly name?: string
}

/** A complaint instead of an answer. */
export interface Failure {
  readonly problem: Problem
}

/** What `run` gives, or the database's complaint; anything else that goes wrong is thrown. */
export async function attempt<Given>(run: () => Promise<Given>): Promise<Given | Failure> {
  try {
    return await run()
  } catch (error) {
    return {problem: problemOf(error)}
  }
}

// `errors_as_json` makes every error an object, sometimes after a few words.
function problemOf(error: unknown): Problem {
  const text = error instanceof Error ? error.message : String(error)
  const [, plainKind, plainReason] = /^([A-Z][\w ]*) Error: ([^{]*)$/s.exec(text) ?? []
  if (plainKind !== undefined && plainReason !== undefined) return {kind: plainKind, reason: plainReason, candidates: []}
  if (!text.includes('{')) throw error
  const fields = JSON.parse(text.slice(text.indexOf('{'))) as Readonly<Record<string, string | undefined>>
  const {exception_type: kind = '', exception_message: reason = text, position, candidates, name} = fields
  return {
    kind,
    reason,
    position: position === undefined ? undefined : Number(position),
    candidates: candidates?.split(',') ?? [],
    name
  }
}

/** Throw a complaint of our own as the database throws one of its own. */
export function complain(fields: {
  readonly exception_type: string
  readonly exception_message: string
  readonly position?: number | undefined
}): never {
  throw new Error(JSON.stringify(fields))
}

/** The text of a query as its author wrote it, and the one that ran instead. */
export interface Texts {
  readonly written: string
  readonly run: string
  /** Bytes of UTF-8 that stood before the text that ran. */
  readonly before?: number
}

/** A complaint with its place in the text as written: none where another text ran, or what stood `before` it taken off. */
export function inTextOf(problem: Problem, {written, run, before = 0}: Texts): Problem {
  const {position} = problem
  return {...problem, position: run !== written || position === undefined ? undefined : position - before}
}
