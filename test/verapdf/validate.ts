/** veraPDF, the validator of the PDF Association: what of PDF/UA-1 and PDF/A-3a files break. With paths, or all of `output`, a command. */
import {execFile} from 'node:child_process'
import {existsSync, globSync, readFileSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'

const run = promisify(execFile)
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** A line for each rule that a file breaks: its path, the standard, the rule and how often. Throws where veraPDF is not there. */
export async function validate(paths: readonly string[]): Promise<readonly string[]> {
  if (!existsSync(here('.classpath'))) throw new Error('The tests of PDF/UA and PDF/A need veraPDF: .ci/verapdf installs it.')
  const classpath = readFileSync(here('.classpath'), 'utf8').trim()
  const parts = Array.from({length: Math.min(paths.length, availableParallelism())}, (_, part, all = availableParallelism()) =>
    paths.filter((_, index) => index % all === part)
  )
  const told = await Promise.all(
    parts.map((part) => run('java', ['-Xmx1g', '-cp', classpath, here('Validate.java'), ...part], {maxBuffer: 1e8}))
  )
  return told.flatMap(({stdout}) => stdout.split('\n').filter((line) => line !== ''))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const paths =
    process.argv.length > 2
      ? process.argv.slice(2)
      : globSync('output/*/**/*.pdf')
          .filter((path) => !path.endsWith('.press.pdf'))
          .sort()
  const broken = await validate(paths)
  console.log([...broken, `${paths.length} files, ${broken.length} broken rules`].join('\n'))
  process.exitCode = broken.length === 0 && paths.length > 0 ? 0 : 1
}
