/** `build --watch` as a user runs it: it publishes again after each save, tells what is wrong, and ends with Ctrl-C. */
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {expect, onTestFinished, test} from 'vitest'
import {edit, reportCopy, temporaryFolder} from '../temporary.ts'

const CLI = fileURLToPath(new URL('../../pipeline/cli.js', import.meta.url))
const PAGE = 'north/short/en/markets.html'

test('build --watch publishes what is saved, keeps what was published while something is wrong, and goes on', async () => {
  const [folder, place] = [await reportCopy('markets'), await temporaryFolder()]
  const only = ['--only', 'region=north', '--only', 'audience=short', '--only', 'language=en', '--format', 'html']
  const words = ['build', folder, '--watch', ...only, '--out', join(place, 'out'), '--store', join(place, 'store')]
  const child = spawn(process.execPath, [CLI, ...words], {cwd: place, env: {...process.env, NO_COLOR: '1'}})
  onTestFinished(() => void child.kill('SIGKILL'))
  const [out, err] = [createInterface(child.stdout), createInterface(child.stderr)]
  const until = async (lines: typeof out, words: string) => {
    for (;;) {
      const [line] = (await once(lines, 'line')) as [string]
      if (line.includes(words)) return line
    }
  }
  const published = () => readFile(join(place, 'out', PAGE), 'utf8')
  await until(out, '1 edition, 1 built')
  expect(await published()).toContain('A remark:')

  const again = until(out, '1 edition, 1 built')
  await edit(folder, 'chapters/en/overview.md', (text) => text.replace('A remark:', 'A note:'))
  await again
  const good = await published()
  expect(good).toContain('A note:')

  const told = until(err, 'report.yaml:')
  await edit(folder, 'report.yaml', (text) => text.replace('release:', 'relaese:'))
  expect(await told).toMatch(/^report\.yaml:\d+:\d+ {2}error {2}/)
  expect(await published()).toBe(good)

  const mended = until(out, '1 edition, 0 built, 1 the same')
  await edit(folder, 'report.yaml', (text) => text.replace('relaese:', 'release:'))
  await mended
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([130, null])
})
