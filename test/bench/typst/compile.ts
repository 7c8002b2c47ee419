/**
 * Makes the PDFs of all documents in a folder, each core a process of its own: `compile.ts <folder>`. Prints one line of JSON.
 * Only text, charts and fonts are given to it; data, Markdown, charts and web pages are made by us in the same time.
 */
import {spawn} from 'node:child_process'
import {mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {allFaces} from '../../../pipeline/design/fonts.ts'

const [folder = '', part] = process.argv.slice(2)
const documents = readdirSync(folder).filter((name) => name.endsWith('.typ'))
const parts = availableParallelism()

if (part === undefined) {
  mkdirSync(join(folder, 'out'), {recursive: true})
  const ended = Array.from({length: parts}, async (_, at) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), folder, `${at}`], {stdio: 'inherit'})
    return new Promise((resolve) => child.once('close', resolve))
  })
  if ((await Promise.all(ended)).some((status) => status !== 0)) throw new Error('Typst made not all documents')
  console.log(JSON.stringify({documents: documents.length}))
} else {
  const {NodeCompiler} = await import('@myriaddreamin/typst-ts-node-compiler')
  const fontPaths = allFaces().map(({path}) => dirname(path))
  const compiler = NodeCompiler.create({workspace: folder, fontArgs: [{fontPaths}]})
  for (const name of documents.filter((_, index) => index % parts === Number(part))) {
    const pdf = compiler.pdf({mainFilePath: join(folder, name)})
    writeFileSync(join(folder, 'out', name.replace('.typ', '.pdf')), pdf)
    compiler.evictCache(10)
  }
}
