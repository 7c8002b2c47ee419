/** What charts are drawn with in tests: our own faces, and a theme. */
import type {Theme} from '../pipeline/design/theme.ts'
import {createMeasure} from '../pipeline/stages/chart/index.ts'

const fonts = (weight: string) => ({
  latin: `node_modules/@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`,
  cjk: `node_modules/@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`
})

/** Measures words as they are drawn. */
export const measure = createMeasure({regular: fonts('400Regular'), bold: fonts('700Bold')})

export const theme: Theme = {
  accent: '#a3282f',
  accentSoft: '#f6e4e4',
  contrast: '#1f6f8b',
  ink: '#1b1f24',
  muted: '#5a626c',
  context: '#b9c0c8',
  rule: '#dfe3e8',
  paper: '#ffffff',
  categories: ['#a3282f', '#1f6f8b', '#c98a1b', '#67478f', '#2c7355'],
  sequence: ['#f3e3e1', '#8a1f27']
}
