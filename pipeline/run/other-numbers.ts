/** Numbers that a report states outside of its chapters' text: in its title, in those of chapters, and in charts. */
import {rulesFor} from '../language/index.ts'
import type {Message} from '../messages.ts'
import {chartWords, toMessages} from '../stages/chart/index.ts'
import {numbersIn, templateText} from '../stages/lint/index.ts'
import type {Report} from '../stages/load/index.ts'
import type {Language} from '../types.ts'
import type {ParsedChapter} from './chapters.ts'

/** What is looked through, and what accounts for a number in a language. */
export interface Looked {
  readonly report: Report
  /** As they are written, and not derived. */
  readonly written: readonly ParsedChapter[]
  readonly knownIn: (language: Language) => readonly string[]
}

/** Words that readers see, the languages that they may be in, and their place. */
interface Words {
  readonly text: string
  readonly languages: readonly Language[]
}

/** A warning for each, and those of the given words that were met. */
export async function checkOtherNumbers(
  looked: Looked,
  words: readonly string[]
): Promise<{readonly messages: readonly Message[]; readonly met: readonly string[]}> {
  const charts = looked.report.charts.map(({path, text}) => ({path, spec: text, words: chartWords(text)}))
  const titles = [...titlesOf(looked.report), ...headsOf(looked)]
  const inCharts = await Promise.all(
    charts.map((chart) =>
      toMessages(
        chart.words.flatMap((each) => remarksOn(each, looked)),
        chart
      )
    )
  )
  const texts = [...titles.map(({text}) => text), ...charts.flatMap((chart) => chart.words.map(({text}) => text))]
  return {
    messages: [...titles.flatMap((title) => told(title, looked).map((each) => ({...each, ...title.place}))), ...inCharts.flat()],
    met: words.filter((word) => texts.some((text) => text.includes(word)))
  }
}

type Title = Words & {readonly place: Pick<Message, 'path' | 'line' | 'column'>}

function titlesOf({definition, place}: Report): readonly Title[] {
  return (['title', 'subtitle'] as const).flatMap((key) =>
    writtenIn(definition, Object.keys(definition[key] ?? {})).map((language) => ({
      text: definition[key]![language]!,
      languages: [language],
      place: {path: 'report.yaml', ...place([key, language])}
    }))
  )
}

// What is derived from another language is told there.
function writtenIn({languages}: Report['definition'], all: readonly Language[]): readonly Language[] {
  return all.filter((language) => languages?.[language] === undefined)
}

function headsOf({report, written}: Looked): readonly Title[] {
  return written.flatMap(({head: {title = []}, language, path}) => {
    const lines = report.chapters.find((source) => source.path === path)?.text.split('\n') ?? []
    const line =
      1 +
      Math.max(
        0,
        lines.findIndex((each) => /^title\s*:/.test(each))
      )
    return [{text: templateText(title), languages: [language], place: {path, line, column: 1}}]
  })
}

function remarksOn({text, at}: ReturnType<typeof chartWords>[number], looked: Looked) {
  const {definition} = looked.report
  const languages = writtenIn(definition, Object.keys(definition.title))
  return told({text, languages}, looked).map((each) => ({...each, at}))
}

const NOTE = 'Take it from the data, or list the words under `unbound` in report.yaml and say why they cannot go wrong.'

// A number is one in either language; it is told once.
function told({text, languages}: Words, {knownIn}: Looked) {
  const found = languages.flatMap((language) => numbersIn(text, rulesFor(language).prose, knownIn(language)))
  const [first] = found.toSorted((one, other) => other.text.length - one.text.length)
  return first === undefined ? [] : [{severity: 'warning', rule: first.rule, reason: first.reason, note: NOTE} as const]
}
