/** The chapters of the handbook -> the examples in them, each with what it is an example of. */
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parse} from 'yaml'

/** The handbook's folder. */
export const HANDBOOK = fileURLToPath(new URL('../../sources/handbook', import.meta.url))

/** What stands between two fences: the word behind the first of them, what follows that word, and the text. */
export interface Example {
  readonly chapter: string
  readonly line: number
  readonly language: string
  /** The file that it is of or is put into, such as `report.yaml`; empty where none is said. */
  readonly file: string
  readonly text: string
}

/** The chapters that are written by hand; the reference is made from the engine. */
export function chapterNames(): readonly string[] {
  const {chapters} = parse(readFileSync(join(HANDBOOK, 'report.yaml'), 'utf8')) as {chapters: string[]}
  return chapters.filter((name) => !name.startsWith('reference'))
}

export function chapterText(language: string, name: string): string {
  return readFileSync(join(HANDBOOK, 'chapters', language, `${name}.md`), 'utf8')
}

const FENCED = /^(`{3,})([^\s`]*)[ \t]*(.*)\n([\s\S]*?)^\1$/gm

/** The examples of a chapter, in their order. */
export function examplesIn(chapter: string, text: string): readonly Example[] {
  return [...text.matchAll(FENCED)].map(({index, 2: language = '', 3: file = '', 4: inside = ''}) => ({
    chapter,
    line: text.slice(0, index).split('\n').length,
    language,
    file,
    text: inside
  }))
}

/** Ids of headings, figures and tables, with what each is, in their order: what the languages must have alike. */
export function outlineOf(text: string): readonly string[] {
  const prose = text.replaceAll(FENCED, '')
  const marks = /^(#+) .*\{(#[\w-]+)\}$|^(::+\w[\w-]*)(?:\{(#[\w-]+)?)?|^(?:(-|\d\.) |(\|))/gm
  return [...prose.matchAll(marks)].map((found) => found.slice(1).filter(Boolean).join(' '))
}

/** A line of a terminal -> its words. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '')
}
