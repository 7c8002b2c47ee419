/** A command can be ended at any moment, and what it says arrives whole or its exit status says that it did not. */
import {spawn} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {describe, expect, test} from 'vitest'

const RUN = fileURLToPath(new URL('fixtures/supervise/run.ts', import.meta.url))
const isPosix = process.platform !== 'win32'

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Run a thread; `signals` are sent, a tenth of a second apart, as soon as it is at work. */
function run(
  thread: string,
  {args = [], signals = [], node = []}: {args?: string[]; signals?: NodeJS.Signals[]; node?: string[]} = {}
) {
  return new Promise<Ended>((resolve, reject) => {
    const child = spawn(process.execPath, [...node, RUN, thread, ...args])
    const output = {stdout: '', stderr: ''}
    let isSent = false
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text
      if (isSent || !output.stderr.includes('at work')) return
      isSent = true
      signals.forEach((signal, index) => setTimeout(() => child.kill(signal), 100 * (index + 1)))
    })
    child.on('error', reject).on('close', (status) => resolve({status, ...output}))
  })
}

describe.runIf(isPosix)('E29 a run can always be ended', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a thread that hears nothing and would never end', async (signal) => {
    const {status, stderr} = await run('hog', {args: ['build'], signals: [signal]})
    expect({status, stderr}).toEqual({
      status: 130,
      stderr: 'at work\noctavo: Interrupted.\n        What was done is kept; the next build goes on from there.\n'
    })
  })

  test('the second signal does not wait, however much time was asked for', async () => {
    const {status} = await run('patient', {signals: ['SIGINT', 'SIGINT']})
    expect(status).toBe(130)
  })

  test('a thread that listens keeps its work, and says so itself', async () => {
    const {status, stderr} = await run('polite', {signals: ['SIGTERM']})
    expect({status, stderr}).toEqual({status: 130, stderr: 'at work\nkept\n'})
  })
})

test('F36 memory that is used up is the machine’s, told in words', async () => {
  const {status, stdout, stderr} = await run('heap', {node: ['--max-old-space-size=150'], args: ['--json']})
  expect(status).toBe(3)
  expect(stderr).toBe(
    'octavo: Not enough memory\n        Build with `--jobs 1`, close other programs, or look for data that grow without end.\n'
  )
  expect(JSON.parse(stdout)).toMatchObject({
    messages: [{severity: 'error', rule: 'machine', reason: 'Not enough memory'}],
    exit: 3
  })
})

test('F36 what nobody caught is a fault of ours, with what to report; what a library prints is not in the result', async () => {
  const {status, stdout, stderr} = await run('crash', {args: ['--json']})
  expect(status).toBe(70)
  expect(stderr).toContain('octavo: A fault of Octavo, not of your report: x is not a function\n        Please report it')
  const {fault, exit} = JSON.parse(stdout) as {fault: Record<string, string>; exit: number}
  expect(exit).toBe(70)
  expect(fault).toMatchObject({
    tool: expect.stringMatching(/^octavo \d/) as string,
    node: expect.stringContaining(process.versions.node) as string
  })
  expect(fault['stack']).toContain('crash.ts')
})

describe('E33 a result arrives whole, or the exit status says that it did not', () => {
  test('a reader who is slow gets all of it', async () => {
    const child = spawn(process.execPath, [RUN, 'large'])
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    let length = 0
    child.stdout.on('data', (bytes: Buffer) => (length += bytes.length))
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
    expect(length).toBe(4_000_001)
  })

  test('a reader who has gone', async () => {
    const child = spawn(process.execPath, [RUN, 'large'])
    child.stdout.destroy()
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(141)
    expect(stderr).toBe('')
  })

  test.runIf(process.platform === 'linux')('a disk that is full', async () => {
    const child = spawn('/bin/sh', ['-c', `"$0" "$1" large > /dev/full`, process.execPath, RUN])
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(3)
    expect(stderr).toContain('octavo: The result could not be written: ENOSPC')
  })
})
