/** Writes the synthetic report into a folder: ten A4 pages an edition, about 8,500 Chinese characters, three charts, a table. */
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {chapterIds, chaptersIn} from './chapters.ts'
import {charts} from './charts.ts'
import {dataPackage} from './contracts.ts'
import {dataFor, queries} from './tables.ts'

/** How many editions: one for each region, or nine. */
export interface Matrix {
  readonly regions: number
  readonly whole: boolean
}

/** 31 editions in Chinese. */
export const small: Matrix = {regions: 31, whole: false}
/** 32 regions x 3 audiences x 3 languages = 288 editions. */
export const large: Matrix = {regions: 32, whole: true}

const CHINESE: Readonly<Record<string, string>> = {one: '甲', two: '乙', three: '丙'}
const SHEET = 'styles/print-report.css'
/** Ours sets 8,500 characters on twelve pages; what it is measured against sets them on ten. */
const TIGHTER =
  ':root {--hang: 14mm; --size-text: 9pt; --line: 4.1mm}\n:root:lang(zh) {--size-text: 9.5pt; --line: 4.9mm}\n.chapter {margin-top: calc(2 * var(--line))}\n'

export async function writeReport(folder: string, {regions, whole}: Matrix): Promise<void> {
  const files: Record<string, string> = {
    ...dataFor(regions),
    ...queries,
    'report.yaml': whole ? definition(['one', 'two', 'three'], ['zh-Hans', 'zh-Hant', 'en']) : definition(['one'], ['zh-Hans']),
    'datapackage.json': JSON.stringify(dataPackage, null, 2),
    [`templates/${SHEET}`]: `${await readFile(new URL(`../../../templates/${SHEET}`, import.meta.url), 'utf8')}${TIGHTER}`
  }
  for (const [path, spec] of Object.entries(charts)) files[path] = JSON.stringify(spec, null, 2)
  for (const language of whole ? ['zh-Hans', 'en'] : ['zh-Hans']) {
    for (const [id, text] of chaptersIn(language)) files[`chapters/${language}/${id}.md`] = text
  }
  await Promise.all(Object.entries(files).map(([path, text]) => write(join(folder, path), text)))
}

function definition(audiences: readonly string[], languages: readonly string[]): string {
  const local = (en: string, chinese: string) =>
    languages.includes('en') ? `{en: "${en}", zh-Hans: "${chinese}"}` : `{zh-Hans: "${chinese}"}`
  return [
    'id: stations',
    `title: ${local('Observing stations', '观测站年报')}`,
    `subtitle: ${local('Synthetic data, made to measure speed', '合成数据，只用于测量速度')}`,
    'release: 2024-04-15',
    'axes:',
    `  region: {from: regions, key: id, label: name, title: ${local('Region', '地区')}}`,
    `  audience: {title: ${local('Readers', '读者')}, values: {${audiences.map((id) => `${id}: ${local(`Version ${id}`, `版本${CHINESE[id] ?? id}`)}`).join(', ')}}}`,
    `  language: [${languages.join(', ')}]`,
    ...(languages.includes('zh-Hant') ? ['languages: {zh-Hant: {from: zh-Hans}}'] : []),
    `chapters: [${chapterIds.join(', ')}]`,
    'path: "{region}/{audience}/{language}"',
    'layout: report',
    'formats: [html, pdf]',
    ''
  ].join('\n')
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), {recursive: true})
  await writeFile(path, text)
}
