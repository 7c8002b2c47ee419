/** A Handlebars text and what it may name -> HTML. Everything is escaped but what a template asks for with three braces. */
import type Handlebars from 'handlebars'
import {keepRecent} from '../cache/recent.ts'
import {rulesFor} from '../language/index.ts'
import {formatDate} from '../values/date.ts'
import {ReportError, suggestion} from '../messages.ts'
import type {Language, Words} from '../types.ts'

/** A Handlebars text, and what it is filled with. */
export interface Template {
  readonly text: string
  /** Shown in messages. */
  readonly name: string
  readonly partials: Readonly<Record<string, string>>
  readonly words: Words
  readonly language: Language
  readonly context: object
}

type Compiled = Handlebars.TemplateDelegate<object>

/** Fill a template. A name that the context does not hold, and a word that the language lacks, is an error. */
export async function renderTemplate(template: Template): Promise<string> {
  const {words, language, context} = template
  try {
    return (await compiled(template))(context, {data: {words, language}})
  } catch (error) {
    throw error instanceof ReportError ? error : brokenTemplate(template.name, error)
  }
}

// Texts are compiled once: the same text always makes the same function. Somebody who writes templates makes ever new ones.
const MOST_ENVIRONMENTS = 16
const MOST_TEMPLATES = 100
const environments = new Map<string, Promise<typeof Handlebars>>()
const templates = new Map<string, Compiled>()

async function compiled({text, partials}: Template): Promise<Compiled> {
  const names = JSON.stringify(Object.entries(partials).sort(([a], [b]) => (a < b ? -1 : 1)))
  const environment = environments.get(names) ?? createEnvironment(partials)
  keepRecent(environments, [names, environment], MOST_ENVIRONMENTS)
  const key = `${names}\n${text}`
  const made = templates.get(key) ?? (await environment).compile<object>(text, options)
  keepRecent(templates, [key, made], MOST_TEMPLATES)
  return made
}

const options = {
  strict: true,
  knownHelpersOnly: true,
  preventIndent: true,
  knownHelpers: {word: true, date: true, size: true, heading: true}
}

async function createEnvironment(partials: Readonly<Record<string, string>>): Promise<typeof Handlebars> {
  const {default: handlebars} = await import('handlebars')
  const environment = handlebars.create()
  const {SafeString, Utils} = environment
  // `{{heading place}}`: a text in large letters, whose lines end between words.
  const heading = (text: string, {data}: Handlebars.HelperOptions) =>
    new SafeString(phrases(text, told(data).language).map(Utils.escapeExpression).join('<wbr>'))
  environment.registerHelper({word, date, size, heading})
  for (const [name, text] of Object.entries(partials)) environment.registerPartial(name, environment.compile(text, options))
  return environment
}

/** `{{word "figure" n=3}}`: a word of the engine in the page's language, its `{n}` filled. */
function word(key: string, {hash, data}: Handlebars.HelperOptions): string {
  return fillWord(told(data).words, key, hash)
}

/** `{{date release}}`: an ISO date in words. */
function date(iso: string, {data}: Handlebars.HelperOptions): string {
  return formatDate(iso, told(data).language)
}

/** `{{size bytes}}`: the size of a file. */
function size(bytes: number, {data}: Handlebars.HelperOptions): string {
  const [value, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1e3)), 'kilobyte'] : [bytes / 1e6, 'megabyte']
  return new Intl.NumberFormat(told(data).language, {style: 'unit', unit, maximumFractionDigits: 1}).format(value)
}

function phrases(text: string, language: Language): readonly string[] {
  const ends = [...(rulesFor(language).typography.headingBreaks?.(text) ?? []), text.length]
  return ends.map((end, at) => text.slice(ends[at - 1] ?? 0, end))
}

/** A word with the parts in braces filled in; an error where the language has no such word. */
export function fillWord(words: Words, key: string, parts: Readonly<Record<string, unknown>> = {}): string {
  const text = words[key]
  if (text === undefined) throw missingWord(key, words)
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? ''))
}

// Handlebars types its private data as anything; only `renderTemplate` fills it.
function told(data: {words: Words; language: Language}): {words: Words; language: Language} {
  return data
}

function missingWord(key: string, words: Words): ReportError {
  return new ReportError([
    {
      severity: 'error',
      rule: 'word-is-known',
      reason: `Unexpected word \`${key}\` in a template, expected a key of the locale`,
      note: suggestion(key, Object.keys(words)) ?? 'Add it to `templates/locales`.'
    }
  ])
}

function brokenTemplate(name: string, error: unknown): ReportError {
  const reason = error instanceof Error ? error.message : String(error)
  return new ReportError([
    {
      severity: 'error',
      rule: 'template-is-valid',
      path: `templates/${name}.hbs`,
      reason: `Unexpected mistake in the template \`${name}\`, expected Handlebars that names what the page has: ${reason}`
    }
  ])
}
