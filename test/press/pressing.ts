/** A print as it goes to press, for tests: a small report with a cover whose ground goes over the edge. */
import {press, type PressSettings} from '../../pipeline/stages/press/index.ts'
import {onSheet} from '../../pipeline/stages/press/sheet.ts'
import {report} from '../fixtures/print/report.ts'
import type {Printed} from '../../pipeline/stages/print/index.ts'
import type {PdfMetadata} from '../../pipeline/pdf/metadata.ts'
import type {Printer} from '../../pipeline/stages/print/index.ts'

export const METADATA: PdfMetadata = {
  title: '数字政府',
  author: 'Octavo',
  subject: 'For the press',
  keywords: ['press'],
  language: 'zh-Hans',
  date: '2024-04-15',
  tool: 'octavo 0.1.0'
}

export const SETTINGS: PressSettings = {bleed: 3, marks: true, booklet: false, greys: ['#1b1e23', '#5b626c']}

const EDGES = `
.cover {width: calc(210mm + 2 * var(--bleed, 0mm)); height: calc(297mm + 2 * var(--bleed, 0mm) - .1mm); padding: calc(60mm + var(--bleed, 0mm)) calc(25mm + var(--bleed, 0mm))}
body {color: #1b1e23}`

/** Grey, black, a colour, what is seen through, a run of colours, a pattern and a picture. */
const BODY = `<svg width="100" height="50"><defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f" stop-opacity=".3"/></linearGradient><pattern id="p" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="3" height="3" fill="#0a0"/></pattern></defs><rect width="50" height="50" fill="url(#g)"/><rect x="50" width="50" height="50" fill="url(#p)"/></svg><div style="opacity:.5;color:#a00">red <b>half</b></div><p style="color:#000">black <a href="https://example.org/">away</a></p><p style="color:#5b626c">muted</p><img width="20" src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==">`

export const page = report({body: BODY, chapters: 3, css: EDGES})

/** The page on its own paper, and on its sheet. */
export async function prints(printer: Printer): Promise<{readonly plain: Printed; readonly sheet: Printed}> {
  return {plain: await printer.print(page), sheet: await printer.print(onSheet(page, SETTINGS))}
}

/** What goes to press. */
export function pressed({pdf, map}: Printed, settings: Partial<PressSettings> = {}, profile?: Uint8Array): Uint8Array {
  return press(pdf, {map, paper: page.paper, settings: {...SETTINGS, ...settings}, metadata: METADATA, profile}).bytes
}
