/** A store in a folder that cannot be written: one sentence that names it, and nothing that was published is touched. */
import {spawn} from 'node:child_process'
import {chmod, mkdir} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {buildReport, digestsIn} from './building.ts'
import {reportCopy, temporaryFolder} from './temporary.ts'

const CLI = fileURLToPath(new URL('../pipeline/cli.js', import.meta.url))

/** Anybody but root, whom no permission stops. */
const NOBODY = 65_534

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function octavo(args: readonly string[]): Promise<Ended> {
  const user = process.getuid?.() === 0 ? {uid: NOBODY, gid: NOBODY} : {}
  const child = spawn(process.execPath, [CLI, ...args], {
    ...user,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {...process.env, NO_COLOR: '1'}
  })
  const output = {stdout: '', stderr: ''}
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  return new Promise((resolve, reject) => child.on('error', reject).on('close', (status) => resolve({status, ...output})))
}

test('a store that cannot be written is told by its folder, by every command that has one', async () => {
  const folder = await reportCopy('markets')
  const root = await temporaryFolder()
  const [out, store] = [join(root, 'out'), join(root, 'store')]
  await buildReport({folder, out, store: join(root, 'other')}, {formats: ['html'], only: {region: ['west']}})
  const before = await digestsIn(out)
  await mkdir(store)
  await chmod(store, 0o555)
  for (const open of [root, dirname(folder)]) await chmod(open, 0o755)
  const args = [folder, '--store', store]
  for (const command of [
    ['build', ...args, '--out', out],
    ['plan', ...args, '--out', out],
    ['check', ...args],
    ['query', 'latest', ...args]
  ]) {
    const {status, stderr} = await octavo(command)
    expect({command, status}).toEqual({command, status: 3})
    expect(stderr).toBe(
      `octavo: No permission: ${store}\n        See who may read and write it, or choose another folder with \`--out\` or \`--store\`.\n`
    )
  }
  const {status, stdout} = await octavo(['doctor', '--store', store])
  expect(status).toBe(3)
  expect(stdout).toContain(`${store} cannot be written (EACCES)`)
  expect(stdout).toContain('Choose another folder with `--store` or `OCTAVO_STORE`.')
  expect(await digestsIn(out)).toEqual(before)
})
