/** From a report that is built already to its finished pages, ready to be printed. */
import {makeEditions} from '../../pipeline/carriers/process.ts'
import {planEdition} from '../../pipeline/edition.ts'
import type {Run} from '../../pipeline/run/open.ts'
import {NotPrinted} from '../../pipeline/run/stages.ts'
import type {PrintPage} from '../../pipeline/types.ts'

/** The pages that a print stage which nobody has run before would be given. */
export async function finishedPages(run: Run): Promise<PrintPage[]> {
  const pages: PrintPage[] = []
  const {stages} = run.renderer
  const print: typeof stages.print = {
    name: 'print',
    code: 'collected',
    async run({page}) {
      pages.push(await page.value())
      throw new NotPrinted()
    }
  }
  const collecting = {...run, renderer: {...run.renderer, stages: {...stages, code: 'collected', print}}}
  const {signal} = new AbortController()
  await makeEditions(collecting, {make: planEdition, jobs: 1, signal, onProgress: () => {}})
  return pages
}
