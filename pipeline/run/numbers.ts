/** Whether what the author states in numbers is bound to the data: the free text of every chapter, looked through once. */
import {lintStage, type Doubtful} from '../stages/lint/index.ts'
import type {Message} from '../messages.ts'
import type {Report} from '../stages/load/index.ts'
import type {Language, Source} from '../types.ts'
import {isDerived} from './agreement.ts'
import type {ParsedChapter} from './chapters.ts'
import {axisWords, doubtfulClaims} from './claims.ts'
import {glossaryOf} from './glossary.ts'
import {checkOtherNumbers} from './other-numbers.ts'
import type {Prepared} from './prepare.ts'
import type {Session} from './session.ts'
import {outgrownYears} from './years.ts'
import {mistakenYears} from './years-of-rows.ts'

/** A warning for every number in prose that states something and is written out, every sum that does not come out, every claim that cannot be true in all editions. */
export async function checkNumbers(
  prepared: Prepared,
  {memo, code}: Pick<Session, 'memo' | 'code'>
): Promise<readonly Message[]> {
  const {report, chapters} = prepared
  const terms = glossaryOf(prepared)
  const unbound = Object.keys(report.definition.unbound ?? {})
  const written = chapters.filter((chapter) => !isDerived(chapter, report))
  const knownIn = (language: Language) => [...terms.flatMap((term) => term[language] ?? []), ...unbound]
  const others = await checkOtherNumbers({report, written, knownIn}, unbound)
  const linted = await Promise.all(
    written.map(async (chapter) => {
      const {language, parts} = chapter
      const known = knownIn(language)
      const input = {language, tree: parts.tree, known, axes: axisWords(prepared, language)}
      const {doubtful, claims, years, met} = await memo(lintStage(code), input)
      const untrue = await doubtfulClaims(await claims.value(), chapter, prepared)
      const outgrown = await outgrownYears(await years.value(), prepared)
      const around = {asked: prepared.asked, language, release: report.definition.release}
      const mistaken = await mistakenYears(await years.value(), around)
      return {
        messages: await messagesOf(chapter, [...(await doubtful.value()), ...untrue, ...outgrown, ...mistaken], report),
        met: await met.value()
      }
    })
  )
  const met = new Set([...linted.flatMap((one) => one.met), ...others.met])
  return [
    ...linted.flatMap(({messages}) => messages),
    ...others.messages,
    ...unbound.filter((words) => !met.has(words)).map((words) => unmet(words, report))
  ]
}

function unmet(words: string, {place}: Report): Message {
  return {
    severity: 'warning',
    rule: 'mark-is-needed',
    reason: `Unexpected \`${words}\` under \`unbound\`, which no chapter says`,
    note: 'Take it away.',
    path: 'report.yaml',
    ...place(['unbound', words])
  }
}

async function messagesOf(chapter: ParsedChapter, doubtful: readonly Doubtful[], report: Report): Promise<readonly Message[]> {
  const blocks = await chapter.parts.blocks.value()
  const source = report.chapters.find(({path}) => path === chapter.path)
  const last = new Map<string, number>()
  return doubtful.map(({place, text, ...told}) => {
    const [line, column] = ('node' in place ? chapter.places[place.node] : blocks[place.block - 1]) ?? [1, 1]
    const key = `${line} ${text}`
    const from = last.get(key) ?? offsetOf(line, source)
    const at = text === '' ? -1 : (source?.text.indexOf(text, from) ?? -1)
    if (at >= 0) last.set(key, at + text.length)
    return {severity: 'warning', ...told, path: chapter.path, ...(at < 0 ? {line, column} : placeAt(at, source!))}
  })
}

function offsetOf(line: number, source: Source | undefined): number {
  let at = 0
  for (let passed = 1; passed < line; passed++) at = (source?.text.indexOf('\n', at) ?? -1) + 1
  return at
}

function placeAt(at: number, {text}: Source): Pick<Message, 'line' | 'column'> {
  const before = text.slice(0, at)
  return {line: before.split('\n').length, column: at - before.lastIndexOf('\n')}
}
