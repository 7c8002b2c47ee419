/** Writes the documents of a report that is built already: `write.ts <report> <store> <folder>`. Not measured. */
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {openRun} from '../../../pipeline/run/open.ts'
import {openSession} from '../../../pipeline/run/session.ts'
import {thisMachine} from '../../../pipeline/world.ts'
import {finishedPages} from '../finished.ts'
import {typstDocument} from './document.ts'

const [report = '', store = '', folder = ''] = process.argv.slice(2)
const session = await openSession(thisMachine(), {store})
const run = await openRun({folder: report, only: {}, draft: false, rendering: 'print', jobs: 1, checkOnly: () => {}}, session)
const pages = await finishedPages(run)
await Promise.all([run.close(), session.close()])
await mkdir(folder, {recursive: true})
for (const [index, page] of pages.entries()) {
  const {text, charts} = typstDocument(page, `${index}`)
  await writeFile(join(folder, `${index}.typ`), text)
  for (const [name, svg] of charts) await writeFile(join(folder, name), svg)
}
