/** The objects of PDF (ISO 32000-1, 7.3) as plain values, and what a reader asks of them. */

/** A name without its slash; bytes as characters below 256. */
export interface PdfName {
  readonly kind: 'name'
  readonly name: string
}

/** A string; bytes as characters below 256. */
export interface PdfString {
  readonly kind: 'string'
  readonly bytes: string
}

/** A reference to an object of generation 0. */
export interface PdfReference {
  readonly kind: 'reference'
  readonly number: number
}

/** A number that is no integer keeps the way it was written. */
export interface PdfReal {
  readonly kind: 'real'
  readonly text: string
}

/** An array; its items may be changed. */
export type PdfArray = PdfValue[]
/** A dictionary by the names of its keys, without their slash. */
export type PdfDictionary = Map<string, PdfValue>
/** Whatever stands in an object (ISO 32000-1, 7.3). */
export type PdfValue = null | boolean | number | PdfReal | PdfName | PdfString | PdfReference | PdfArray | PdfDictionary

/** An object as it stands in a file: a value, and the bytes of its stream where it has one. */
export interface PdfObject {
  readonly value: PdfValue
  readonly stream?: Uint8Array
  /** How it is written in the file, as long as nobody has asked for its value: what was asked for may have been changed. */
  readonly untouched?: string | undefined
}

/** Whether an object may hold one of these names, each with its slash: one that was read, or that escapes a name, may. */
export function mayName({untouched}: PdfObject, names: RegExp): boolean {
  return untouched === undefined || names.test(untouched) || untouched.includes('#')
}

/** The name `/name`; `name` is as it is meant, without escapes. */
export function pdfName(name: string): PdfName {
  return {kind: 'name', name}
}

/** A string of bytes, one character each. */
export function pdfString(bytes: string): PdfString {
  return {kind: 'string', bytes}
}

/** A reference to the object of this number. */
export function pdfReference(number: number): PdfReference {
  return {kind: 'reference', number}
}

/** A dictionary of these entries; those that are `undefined` are left out. */
export function pdfDictionary(entries: Readonly<Record<string, PdfValue | undefined>>): PdfDictionary {
  const dictionary: PdfDictionary = new Map()
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) dictionary.set(key, value)
  return dictionary
}

/** The name that a value is, without its slash; nothing where it is another kind of value. */
export function nameIn(value: PdfValue | undefined): string | undefined {
  return isKind(value, 'name') ? value.name : undefined
}

/** The bytes of a value that is a string. */
export function bytesIn(value: PdfValue | undefined): string | undefined {
  return isKind(value, 'string') ? value.bytes : undefined
}

/** The number of the object that a value refers to. */
export function referenceIn(value: PdfValue | undefined): number | undefined {
  return isKind(value, 'reference') ? value.number : undefined
}

/** A value that must be a dictionary. `what` names it in the error. */
export function dictionaryIn(value: PdfValue | undefined, what: string): PdfDictionary {
  return value instanceof Map ? value : unexpectedPdf(`no dictionary for ${what}`)
}

/** Stop: the file has a shape that Chromium does not write, and guessing would damage it. */
export function unexpectedPdf(what: string): never {
  throw new Error(`Unexpected PDF: ${what}, expected a file as Chromium writes it`)
}

/** What an error says of a file, without what it expected; one that calls itself without end has its own words. */
export function faultIn(error: unknown): string {
  if (error instanceof RangeError) return 'something that holds itself'
  return (error as Error).message.replace(/^Unexpected PDF: (.*), expected a file as Chromium writes it$/s, '$1')
}

type Kinded = PdfName | PdfString | PdfReference | PdfReal

function isKind<Kind extends Kinded['kind']>(value: PdfValue | undefined, kind: Kind): value is Extract<Kinded, {kind: Kind}> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}
