/** The program's own texts: their imports, and their code without comments and what stands in quotes. */
import {readdirSync, readFileSync} from 'node:fs'
import {posix} from 'node:path'

/** Texts by path below `pipeline/`, with forward slashes. */
export type Texts = ReadonlyMap<string, string>

const PIPELINE = new URL('../../pipeline/', import.meta.url)

/** Every file of the pipeline. */
export function readTexts(): Texts {
  const names = readdirSync(PIPELINE, {recursive: true})
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => /\.[tj]s$/.test(name))
    .sort()
  return new Map(names.map((name) => [name, readFileSync(new URL(name, PIPELINE), 'utf8')]))
}

/** An import of any kind, of a type too, at once or later. */
export interface Import {
  readonly from: string
  /** A path below `pipeline/`, or the name of a package. */
  readonly to: string
}

const IMPORTS = /^(?:import|export)\s[^'"`;]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

/** All imports of all files. */
export function importsOf(texts: Texts): readonly Import[] {
  return [...texts].flatMap(([from, text]) =>
    [...withoutComments(text).matchAll(IMPORTS)].map(([, one, two, three]) => {
      const path = (one ?? two ?? three)!
      return {from, to: path.startsWith('.') ? posix.join(posix.dirname(from), path) : path}
    })
  )
}

/** The name of a package in an import of it: `vega-lite`, `@duckdb/node-api`, `node:path`. */
export function packageOf(to: string): string {
  return to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Comments as blanks. */
export function withoutComments(text: string): string {
  return scan(text, (kind) => kind === 'comment')
}

/** Comments, texts in quotes and regular expressions as blanks: what is left is code. */
export function codeOf(text: string): string {
  return scan(text, () => true)
}

type Kind = 'comment' | 'quoted'

// One alternative for each thing that may hold another's signs. A slash after a value divides; elsewhere it begins an expression.
const PIECES =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<quoted>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|(?<=[(,=:[!&|?{};>]\s*|\breturn\s+|^\s*)\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*)|(?<template>`(?:[^`\\]|\\[\s\S])*`)/gm

function scan(text: string, isBlank: (kind: Kind) => boolean): string {
  return text.replaceAll(PIECES, (whole, ...rest) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>
    if (groups['template'] !== undefined) return isBlank('quoted') ? holesOf(whole) : whole
    return isBlank(groups['comment'] === undefined ? 'quoted' : 'comment') ? blank(whole) : whole
  })
}

// What is quoted keeps its marks, so that it is still seen to be there.
function blank(text: string): string {
  const inside = text.slice(1, -1).replaceAll(/[^\n]/g, ' ')
  return text.startsWith('//') || text.startsWith('/*') ? ` ${inside} ` : `"${inside}"`
}

// Of a template only the code in its holes.
function holesOf(template: string): string {
  return [...template.matchAll(/\$\{((?:[^{}]|\{[^{}]*\})*)\}/g)].map(([, code]) => `(${code})`).join(' ')
}
