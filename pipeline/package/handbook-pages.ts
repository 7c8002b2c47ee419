/**
 * The handbook -> its pages for the screen, as the package carries them: a folder for each language, whatever paper they would
 * be printed on. Without the fonts, which are four times as large as all the pages: a reader's own take their place.
 */
import {execFile} from 'node:child_process'
import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {parse, stringify} from 'yaml'
import {thisMachine, writeWhole} from '../world.ts'

const FONTS = /<link rel="stylesheet" href="[^"]*fonts\.css">\n/g

/** Write the pages of the handbook of a checkout into a folder. Throws where it does not build. */
export async function writeHandbookPages(root: string, folder: string): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'octavo-handbook-'))
  try {
    const [report, out] = [join(place, 'handbook'), join(place, 'out')]
    await cp(join(root, 'sources/handbook'), report, {recursive: true})
    await writeFile(join(report, 'report.yaml'), forTheScreen(await readFile(join(report, 'report.yaml'), 'utf8')))
    const words = ['build', report, '--out', out, '--store', join(place, 'store'), '--strict', '--quiet']
    await promisify(execFile)(process.execPath, [join(root, 'pipeline/cli.js'), ...words])
    await copyPages(out, folder)
  } finally {
    await rm(place, {recursive: true, force: true})
  }
}

// One edition for each language, and nothing to download.
function forTheScreen(definition: string): string {
  const {exclude: _exclude, axes, ...rest} = parse(definition) as {exclude?: unknown; axes: {paper?: unknown; language: unknown}}
  return stringify({...rest, axes: {language: axes.language}, path: '{language}', layout: 'a4', formats: ['html']})
}

async function copyPages(out: string, folder: string): Promise<void> {
  const names = await thisMachine().files.list(out)
  for (const name of names.filter((name) => !name.includes('/fonts.') && name !== 'manifest.json')) {
    const bytes = await readFile(join(out, name))
    await writeWhole(join(folder, name), name.endsWith('.html') ? Buffer.from(bytes.toString().replaceAll(FONTS, '')) : bytes)
  }
}
