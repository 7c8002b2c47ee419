/** A run from one colour to others, as a shading -> the same in inks. Between two colours inks change evenly, as the colours do. */
import type {Rgb} from '../../pdf/lab.ts'
import {nameIn, pdfName, type PdfDictionary, type PdfValue} from '../../pdf/objects.ts'
import {numbersIn} from '../../pdf/pages.ts'
import type {PdfFile} from '../../pdf/parse.ts'
import {resolved} from '../../pdf/structure-tree.ts'
import type {Ink, Inks} from './inks.ts'

/** Put inks into a shading. Tells whether it could: a formula of another kind stays as it is. */
export function inkRun(file: PdfFile, shading: PdfDictionary, inks: Inks): boolean {
  if (nameIn(resolved(file, shading.get('ColorSpace'))) !== 'DeviceRGB' || shading.has('Background')) return false
  const run = inFourInks(file, shading.get('Function'), inks)
  if (run === undefined) return false
  shading.set('Function', run).set('ColorSpace', pdfName('DeviceCMYK'))
  return true
}

// From one colour to another (type 2), or several such in a row (type 3): ISO 32000-1, 7.10.3 and 7.10.4. Others may share it.
function inFourInks(file: PdfFile, value: PdfValue | undefined, inks: Inks): PdfDictionary | undefined {
  const run = resolved(file, value)
  if (!(run instanceof Map)) return undefined
  const kind = run.get('FunctionType')
  if (kind === 2) {
    const ends = ['C0', 'C1'].map((key) => fourOf(numbersIn(resolved(file, run.get(key))), inks))
    const [from, to] = ends
    return from === undefined || to === undefined ? undefined : withoutRange(run).set('C0', from).set('C1', to)
  }
  const parts = kind === 3 ? resolved(file, run.get('Functions')) : undefined
  if (!Array.isArray(parts)) return undefined
  const inked = parts.flatMap((part) => inFourInks(file, part, inks) ?? [])
  return inked.length === parts.length ? withoutRange(run).set('Functions', inked) : undefined
}

function withoutRange(run: PdfDictionary): PdfDictionary {
  const copy: PdfDictionary = new Map(run)
  copy.delete('Range')
  return copy
}

function fourOf(numbers: readonly number[], inks: Inks): PdfValue[] | undefined {
  const [red, green, blue] = numbers
  if (numbers.length !== 3 || red === undefined || green === undefined || blue === undefined) return undefined
  const rgb: Rgb = [red, green, blue]
  return amountsOf(inks(rgb))?.map((amount) => ({kind: 'real', text: amount.toFixed(4)}))
}

function amountsOf(ink: Ink): readonly number[] | undefined {
  if (ink.kind === 'black') return [0, 0, 0, ink.amount]
  return ink.kind === 'four' ? ink.amounts : undefined
}
