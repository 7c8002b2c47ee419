/** What can be written and what may be told, each with words for it: of `octavo help NAME`, and of the handbook. */

/** Words in the languages of the handbook. */
export interface Told {
  readonly en: string
  readonly 'zh-Hans': string
}

/** A helper or a directive. */
export interface PartEntry {
  readonly example: string
  readonly about: Told
  /** Options, or attributes, by name. */
  readonly options: Readonly<Record<string, Told>>
}

/** A helper: a sentence as an author writes it, and as readers read it with the data of the tutorial. */
export interface HelperEntry extends PartEntry {
  readonly sentence: Told
  readonly reads: Told
}

/** All but the rules. */
export interface Reference {
  readonly helpers: Readonly<Record<string, HelperEntry>>
  readonly directives: Readonly<Record<string, PartEntry>>
  readonly queryHeaders: Readonly<Record<string, Told>>
  readonly environment: Readonly<Record<string, Told>>
  /** What each command does, and what each of its options says in English; in English they say so themselves. */
  readonly commands: Readonly<Record<string, string>>
  readonly commandOptions: Readonly<Record<string, string>>
}

/** A rule of a message: what should hold. */
export interface RuleEntry extends Told {
  readonly area: string
}

/** Read the reference. Loaded where it is asked for. */
export async function readReference(): Promise<Reference> {
  return (await import('./reference.json', {with: {type: 'json'}})).default
}

/** Read the rules, by their ids. */
export async function readRules(): Promise<Readonly<Record<string, RuleEntry>>> {
  return (await import('./rules.json', {with: {type: 'json'}})).default
}
