/** Looks into a file that may be broken: what is missing, or of another kind, is nothing, and nothing is thrown. */
import {plainBytes} from '../cross-references.ts'
import {referenceIn, type PdfDictionary, type PdfObject, type PdfValue} from '../objects.ts'
import type {PdfFile} from '../parse.ts'

const MOST_STEPS = 20

/** A value, or that of the object that it leads to. */
export function look(file: PdfFile, value: PdfValue | undefined): PdfValue | undefined {
  let at = value
  for (let step = 0; step < MOST_STEPS; step++) {
    const number = referenceIn(at)
    if (number === undefined) return at ?? undefined
    at = valueOf(file.objects[number])
  }
  return undefined
}

/** A dictionary, or that of the object that a value leads to. */
export function lookMap(file: PdfFile, value: PdfValue | undefined): PdfDictionary | undefined {
  const found = look(file, value)
  return found instanceof Map ? found : undefined
}

/** The items of a list; a single value is a list of one. */
export function lookList(file: PdfFile, value: PdfValue | undefined): readonly PdfValue[] {
  const found = look(file, value)
  return Array.isArray(found) ? found : found === undefined || value === undefined ? [] : [value]
}

/** The numbers in a list. */
export function lookNumbers(file: PdfFile, value: PdfValue | undefined): readonly number[] {
  return lookList(file, value).flatMap((each) => numberIn(look(file, each)) ?? [])
}

/** A number, whole or not. */
export function numberIn(value: PdfValue | undefined): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'object' && value !== null && 'text' in value ? Number(value.text) : undefined
}

/** The bytes of the stream that a value leads to, as they are meant; nothing where they cannot be had. */
export function lookStream(file: PdfFile, value: PdfValue | undefined): Uint8Array | undefined {
  const object = file.objects[referenceIn(value) ?? -1]
  const dictionary = valueOf(object)
  if (object?.stream === undefined || !(dictionary instanceof Map)) return undefined
  try {
    return plainBytes(object.stream, dictionary)
  } catch {
    return undefined
  }
}

/** The pairs of a tree of numbers or of names (ISO 32000-1, 7.9.6 and 7.9.7); `key` is `Nums` or `Names`. */
export function lookTree(
  file: PdfFile,
  root: PdfValue | undefined,
  key: 'Nums' | 'Names'
): readonly (readonly [PdfValue, PdfValue])[] {
  const seen = new Set<PdfDictionary>()
  const pairs: (readonly [PdfValue, PdfValue])[] = []
  const visit = (value: PdfValue | undefined): void => {
    const node = lookMap(file, value)
    if (node === undefined || seen.has(node)) return
    seen.add(node)
    const list = lookList(file, node.get(key))
    for (let at = 0; at + 1 < list.length; at += 2) pairs.push([list[at]!, list[at + 1]!])
    for (const kid of lookList(file, node.get('Kids'))) visit(kid)
  }
  visit(root)
  return pairs
}

function valueOf(object: PdfObject | undefined): PdfValue | undefined {
  try {
    return object?.value
  } catch {
    return undefined
  }
}
