/** What a workbook says in its own XML and the library leaves out: what is hidden in ODS, and numbers as they are written. */
import type {WorkBook} from '@e965/xlsx'
import {textIn, type ZipEntry} from './zip.ts'

/** What is hidden in a workbook. */
export interface Hidden {
  readonly sheets: readonly string[]
  /** Of a sheet, from 1. */
  rows(sheet: string): readonly number[]
  columns(sheet: string): readonly number[]
}

/** Find what is hidden. */
export function hiddenIn(book: WorkBook, entries: readonly ZipEntry[]): Hidden {
  const content = textIn(entries, 'content.xml')
  if (content !== '') return hiddenInContent(content)
  return {
    sheets: (book.Workbook?.Sheets ?? []).flatMap(({name, Hidden = 0}) => (name !== undefined && Hidden > 0 ? [name] : [])),
    rows: (sheet) => hiddenOf(book.Sheets[sheet]?.['!rows']),
    columns: (sheet) => hiddenOf(book.Sheets[sheet]?.['!cols'])
  }
}

function hiddenOf(parts: readonly ({readonly hidden?: boolean} | undefined)[] = []): readonly number[] {
  return Array.from(parts).flatMap((part, index) => (part?.hidden === true ? [index + 1] : []))
}

function hiddenInContent(content: string): Hidden {
  const styles = [
    ...content.matchAll(
      /<style:style [^>]*style:name="([^"]*)"[^>]*style:family="table"[^>]*>\s*<style:table-properties ([^>]*)>/g
    )
  ]
  const hidden = new Set(styles.filter(([, , properties]) => /table:display="false"/.test(properties!)).map(([, name]) => name))
  const tables = [...content.matchAll(/<table:table ([^>]*)>([\s\S]*?)<\/table:table>/g)]
  const nameOf = (attributes: string) => unescaped(/table:name="([^"]*)"/.exec(attributes)?.[1] ?? '')
  const textOf = (sheet: string) => tables.find(([, attributes]) => nameOf(attributes!) === sheet)?.[2] ?? ''
  return {
    sheets: tables
      .filter(([, attributes]) => hidden.has(/table:style-name="([^"]*)"/.exec(attributes!)?.[1] ?? ''))
      .map(([, attributes]) => nameOf(attributes!)),
    rows: (sheet) => hiddenParts(textOf(sheet), 'row'),
    columns: (sheet) => hiddenParts(textOf(sheet), 'column')
  }
}

/** More than are told of; thousands of blank rows may be hidden at the end of a sheet. */
const MOST_HIDDEN = 10_000

function hiddenParts(table: string, part: 'row' | 'column'): readonly number[] {
  const hidden: number[] = []
  let at = 1
  for (const [, attributes = ''] of table.matchAll(new RegExp(`<table:table-${part}\\b([^>]*)>`, 'g'))) {
    const repeated = Number(/number-(?:rows|columns)-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1)
    const isHidden = /table:visibility="(?:collapse|filter)"/.test(attributes)
    for (let index = 0; isHidden && index < repeated && hidden.length < MOST_HIDDEN; index++) hidden.push(at + index)
    at += repeated
  }
  return hidden
}

/** Gives the number in a cell of an .xlsx sheet as it is written. The sheet's text is read when it is first asked. */
export function rawNumbers(entries: readonly ZipEntry[], sheet: string): (cell: string) => string | undefined {
  let numbers: ReadonlyMap<string, string> | undefined
  return (cell) => (numbers ??= numbersIn(textIn(entries, partOf(entries, sheet)))).get(cell)
}

function numbersIn(text: string): ReadonlyMap<string, string> {
  const cells = text.matchAll(/<c r="([A-Z]+\d+)"[^>]*>(?:<f\b[^>]*(?:\/>|>[^<]*<\/f>))?<v>([^<]*)<\/v>/g)
  return new Map(Array.from(cells, ([, cell = '', value = '']) => [cell, value]))
}

function partOf(entries: readonly ZipEntry[], sheet: string): string {
  const tags = textIn(entries, 'xl/workbook.xml').match(/<sheet\b[^>]*>/g) ?? []
  const tag = tags.find((each) => unescaped(/\bname="([^"]*)"/.exec(each)?.[1] ?? '') === sheet) ?? ''
  const id = /\br:id="([^"]*)"/.exec(tag)?.[1]
  const relations = textIn(entries, 'xl/_rels/workbook.xml.rels').match(/<Relationship\b[^>]*>/g) ?? []
  const target = /\bTarget="([^"]*)"/.exec(relations.find((each) => each.includes(`Id="${id}"`)) ?? '')?.[1] ?? ''
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
