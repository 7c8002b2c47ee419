/** The chapters of the synthetic report, put together from words. */
import {chinese} from './chinese.ts'
import {english} from './english.ts'
import {sequence, type Sequence} from './sequence.ts'
import type {Vocabulary} from './vocabulary.ts'

const vocabularies: Readonly<Record<string, Vocabulary>> = {'zh-Hans': chinese, en: english}

export const chapterIds = ['network', 'quality', 'watch', 'papers'] as const

const SENTENCES = 7
const PARAGRAPHS = 3

/** What stands in a chapter besides its text. */
const figures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'zh-Hans': {
    network:
      '::figure{#fig-bars chart="bars" data="overview" caption="{{region.name}}有观测站{{num latest.stations}}座" note="合成数据。"}',
    quality: '::figure{#fig-series chart="series" data="series" caption="{{region.name}}历年观测次数" note="合成数据。"}',
    watch: '::figure{#fig-panels chart="panels" data="panels" caption="{{region.name}}六项指数" note="合成数据，以首年为100。"}',
    papers:
      '::table{#tab-overview query="overview" columns="name, stations, readings, coverage" caption="各地观测情况" note="合成数据。"}\n\n:::callout{kind="key" title="要点"}\n本报告由程序生成，全部数字均为合成数据，只用于测量速度。{{region.name}}的查勘次数为{{num profile.visits}}。\n:::'
  },
  en: {
    network:
      '::figure{#fig-bars chart="bars" data="overview" caption="{{region.name}} has {{num latest.stations}} stations" note="Synthetic data."}',
    quality:
      '::figure{#fig-series chart="series" data="series" caption="Readings in {{region.name}} over the years" note="Synthetic data."}',
    watch:
      '::figure{#fig-panels chart="panels" data="panels" caption="Six indices of {{region.name}}" note="Synthetic data, the first year being 100."}',
    papers:
      '::table{#tab-overview query="overview" columns="name, stations, readings, coverage" caption="Every region" note="Synthetic data."}\n\n:::callout{kind="key" title="In short"}\nThis report is made by a program, all its numbers are synthetic, and it only serves to measure speed. {{region.name}} had {{num profile.visits}} visits.\n:::'
  }
}

/** The Markdown of each chapter in a language. */
export function chaptersIn(language: string): ReadonlyMap<string, string> {
  const words = vocabularies[language] ?? english
  const random = sequence(20_240_415)
  return new Map(
    chapterIds.map((id, at) => [
      id,
      chapter({id, title: words.topics[at] ?? id, insert: figures[language]?.[id] ?? ''}, words, random)
    ])
  )
}

interface Head {
  readonly id: string
  readonly title: string
  readonly insert: string
}

function chapter({id, title, insert}: Head, words: Vocabulary, random: Sequence): string {
  const sections = words.aspects.map((aspect, at) => [`## ${aspect} {#${id}-${at + 1}}`, ...paragraphs(words, random)])
  const [head, start, ...others] = sections.flat()
  return [`---\nid: ${id}\n---\n# ${title} {#${id}}`, head, start, insert, ...others, ''].join('\n\n')
}

function paragraphs(words: Vocabulary, random: Sequence): readonly string[] {
  return Array.from({length: PARAGRAPHS}, (_, at) => {
    const finding = at === 0 ? [random.pick(words.findings)] : []
    return [...finding, ...Array.from({length: SENTENCES}, () => sentence(words, random))].join(words.space)
  })
}

function sentence({openings, subjects, verbs, reasons, outlooks, sentence}: Vocabulary, {pick}: Sequence): string {
  return sentence({
    opening: pick(openings),
    subject: pick(subjects),
    verb: pick(verbs),
    reason: pick(reasons),
    outlook: pick(outlooks)
  })
}
