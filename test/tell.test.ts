/** What is said: cleaned, counted, each kind of error with its own exit status, every cause once. */
import {expect, describe, test} from 'vitest'
import {build} from '../pipeline/build.ts'
import {clean, cleanJson, cleanLine} from '../pipeline/commands/clean.ts'
import {Interruption, UsageError, type Progress} from '../pipeline/commands/command.ts'
import {explain} from '../pipeline/commands/explain.ts'
import {showsLinks} from '../pipeline/commands/hyperlinks.ts'
import {main} from '../pipeline/commands/main.ts'
import {createProgressLine} from '../pipeline/commands/progress.ts'
import {showMessages} from '../pipeline/commands/show.ts'
import {tellFailure, tellOutcome} from '../pipeline/commands/tell.ts'
import {inStage, MachineError, nearest, suggestion, type Message} from '../pipeline/messages.ts'
import {openSession} from '../pipeline/run/session.ts'
import {thisMachine} from '../pipeline/world.ts'
import {reportCopy, temporaryFolder} from './temporary.ts'

const HOSTILE = 'a\u001b[31mred\u001b]0;title\u0007 \u009b2J \u202eturned\u2066 zero\u200bwidth \r\nover \u{e0041}tag \ud800half'

const PLAIN = {isColoured: false}

/** Nothing that acts on a terminal or hides from the eye. */
const ACTING = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u

function message(changes: Partial<Message> = {}): Message {
  return {severity: 'error', rule: 'some-rule', reason: 'R', path: 'a.md', line: 1, column: 1, ...changes}
}

/** Run a command line in this process. */
async function said(...args: readonly string[]) {
  const told = {out: '', err: ''}
  const output = {
    isColoured: false,
    columns: undefined,
    out: (text: string) => (told.out += text),
    err: (text: string) => (told.err += text)
  }
  const status = await main(args, {world: thisMachine(), output, signal: new AbortController().signal})
  return {status, ...told}
}

describe('E31 what would act on a terminal is shown instead', () => {
  test('in text, on a line, in JSON', () => {
    expect(clean(HOSTILE)).toBe(
      'a\\u{1b}[31mred\\u{1b}]0;title\\u{7} \\u{9b}2J \\u{202e}turned\\u{2066} zero\\u{200b}width \nover \\u{e0041}tag \\u{d800}half'
    )
    expect(cleanLine(HOSTILE)).not.toMatch(/\n/)
    expect(cleanJson({[HOSTILE]: HOSTILE})).not.toMatch(ACTING)
    expect(JSON.parse(cleanJson({[HOSTILE]: HOSTILE}))).toEqual({[HOSTILE]: HOSTILE})
    expect(clean('省\tβ é 👩 “x”')).toBe('省\tβ é 👩 “x”')
  })

  test.each(['reason', 'path', 'rule', 'note', 'edition'] as const)('in the %s of a message', (field) => {
    expect(showMessages([message({[field]: HOSTILE})], PLAIN)).not.toMatch(ACTING)
  })

  test('in what the user typed', async () => {
    for (const args of [
      [HOSTILE],
      ['build', `--${HOSTILE}`],
      ['build', HOSTILE],
      ['check', 'x', HOSTILE],
      ['build', '--only', HOSTILE]
    ]) {
      const {status, err} = await said(...args)
      expect(status).toBe(2)
      expect(err).not.toMatch(ACTING)
    }
  })

  test('in a fault’s stack and in progress', () => {
    const lines: string[] = []
    createProgressLine({err: (text) => lines.push(text), columns: undefined}, thisMachine()).show({
      edition: HOSTILE,
      state: 'built',
      done: 1,
      total: 2
    })
    expect(lines.join('')).not.toMatch(ACTING)
  })
})

test('a message cannot pretend to be two', () => {
  expect(showMessages([message({reason: 'x\nb.md:9:9  error  forged'})], PLAIN)).toBe(
    'a.md:1:1  error  x b.md:9:9  error  forged  some-rule\n\n1 error'
  )
})

describe('the id of a rule leads into the handbook', () => {
  const url = 'file:///h/en/handbook.html#tab-rules-some-rule'

  test('where a terminal shows links, and nowhere else', () => {
    const told = [message({url})]
    expect(showMessages(told, {...PLAIN, hasLinks: true})).toContain(`\u001b]8;;${url}\u001b\\some-rule\u001b]8;;\u001b\\`)
    expect(showMessages(told, PLAIN)).not.toMatch(ACTING)
    expect(showMessages([message({url: `${url}\u0007`})], {...PLAIN, hasLinks: true})).not.toContain('\u0007')
  })

  test.each([
    [{TERM_PROGRAM: 'vscode'}, true],
    [{VTE_VERSION: '7200', TERM: 'xterm-256color'}, true],
    [{VTE_VERSION: '4804'}, false],
    [{TERM: 'xterm-kitty', NO_COLOR: '1'}, false],
    [{TERM: 'xterm-kitty', SSH_CONNECTION: '::1 1 ::1 22'}, false],
    [{TERM_PROGRAM: 'vscode', SSH_CONNECTION: '::1 1 ::1 22'}, true],
    [{TERM: 'xterm-256color'}, false]
  ])('%o: %s', (env, shows) => expect(showsLinks(env)).toBe(shows))

  test('an address that is none is told, and never written', async () => {
    const world = {...thisMachine(), env: {OCTAVO_HANDBOOK: 'docs/handbook.html'}}
    const told: string[] = []
    const output = {...PLAIN, columns: undefined, out: () => {}, err: (text: string) => void told.push(text)}
    expect(await main(['check', 'specimen'], {world, output, signal: new AbortController().signal})).toBe(2)
    expect(told.join('')).toContain('OCTAVO_HANDBOOK=docs/handbook.html')
  })
})

test('E32 of one rule in one file twenty messages are told, the rest are counted, and the total is right', () => {
  const many = Array.from({length: 200_000}, (_, index) => message({line: index + 1}))
  const lines = showMessages([...many, message({rule: 'other-rule'}), message({path: 'b.md'})], PLAIN).split('\n')
  expect(lines.filter((line) => line.startsWith('a.md:'))).toHaveLength(21)
  expect(lines).toContain('199,980 more of some-rule here')
  expect(lines.at(-1)).toBe('200,002 errors')
  let document = ''
  const output = {isColoured: false, columns: undefined, out: (text: string) => (document += text), err: () => {}}
  tellOutcome({status: 1, result: {}, text: '', messages: many}, true, output)
  const {messages, more} = JSON.parse(document) as {messages: unknown[]; more: unknown[]}
  expect(messages).toHaveLength(20)
  expect(more).toEqual([{path: 'a.md', rule: 'some-rule', count: 199_980}])
})

describe('F36 three kinds of error', () => {
  const system = (code: string, path?: string) =>
    Object.assign(new Error(`${code}: x`), {code, syscall: 'open', ...(path && {path})})

  test.each([
    [new UsageError('u'), 2, 'u'],
    [new Interruption(), 130, 'Interrupted.'],
    [new MachineError('m', 'n'), 3, 'm'],
    [system('ENOSPC', '/s/a'), 3, 'The disk is full: /s/a'],
    [system('EDQUOT'), 3, 'The disk quota is used up'],
    [system('EMFILE'), 3, 'Too many files are open'],
    [system('EACCES', '/r/a.csv'), 3, 'No permission: /r/a.csv'],
    [system('EROFS', '/s'), 3, 'The disk can only be read: /s'],
    [system('ELOOP', '/r/a'), 3, 'Unexpected link that leads to itself: /r/a'],
    [system('ENOTDIR', '/s'), 3, 'Unexpected file where a folder should be: /s'],
    [new Error('x', {cause: system('ENOSPC')}), 3, 'The disk is full'],
    [Object.assign(new Error('no module'), {code: 'ERR_MODULE_NOT_FOUND'}), 3, 'A part of Octavo cannot be loaded'],
    [Object.assign(new Error('readonly'), {code: 'ERR_SQLITE_ERROR', errcode: 8}), 3, 'The store can only be read'],
    [new RangeError('Array buffer allocation failed'), 3, 'Not enough memory'],
    [new TypeError('x is not a function'), 70, 'A fault of Octavo, not of your report: x is not a function'],
    [Object.assign(new Error('no'), {code: 'constructor'}), 70, 'A fault of Octavo, not of your report: no'],
    ['text', 70, 'A fault of Octavo, not of your report: text'],
    [undefined, 70, 'A fault of Octavo, not of your report: undefined']
  ])('%s has status %i', (error, status, reason) => {
    expect(explain(error)).toMatchObject({status, reason})
  })

  test('an interruption says what is true of what was interrupted, or nothing', () => {
    const saidOf = (command: string) => {
      let said = ''
      const output = {isColoured: false, columns: undefined, out: () => {}, err: (text: string) => (said += text)}
      tellFailure(explain(new Interruption(command)), false, output)
      return said
    }
    expect(saidOf('plan')).toBe('octavo: Interrupted.\n        What was done is kept; the next build goes on from there.\n')
    expect(saidOf('preview')).toBe(
      'octavo: Interrupted.\n        The preview has ended. What it made lies in the store, and the next build has it there.\n'
    )
    expect(saidOf('init')).toBe('octavo: Interrupted.\n')
  })

  test('a cause is named once', () => {
    const error = new MachineError(
      'The browser did not start: no space',
      'n',
      new Error('Error: no space', {cause: new Error('no space')})
    )
    expect(explain(error).reason).toBe('The browser did not start: no space')
    expect(explain(new Error('Error: a: Error: a: b')).reason).toBe('A fault of Octavo, not of your report: a: b')
  })

  test('a fault tells its stage, the tool and the runtime', () => {
    const {details} = explain(inStage(new TypeError('x'), 'chart'))
    expect(details).toEqual({
      tool: expect.stringMatching(/^octavo \d/) as string,
      node: expect.stringContaining(process.versions.node) as string,
      stage: 'chart',
      stack: expect.stringContaining('tell.test.ts') as string
    })
  })

  test('a fault in an edition ends the build, and is not an edition that failed', async () => {
    const folder = await reportCopy('markets')
    const session = await openSession(thisMachine(), {store: await temporaryFolder()})
    const memo = Object.assign(session.memo, {
      heardBy: () => Object.assign(session.memo, {whole: () => Promise.reject(new TypeError('x is not a function'))})
    })
    const built = build(
      {
        folder,
        out: await temporaryFolder(),
        only: {},
        formats: ['html'],
        jobs: 2,
        draft: false,
        signal: new AbortController().signal,
        checkOnly: () => {},
        onProgress: () => {},
        onWait: () => {}
      },
      {...session, memo}
    )
    await expect(built).rejects.toThrow(TypeError)
    await session.close()
  })
})

describe('F38 a name is offered where one is near', () => {
  test.each([
    ['zz', ['up', 'down'], undefined],
    ['u', ['up'], undefined],
    ['upp', ['up'], 'up'],
    ['regoin', ['region', 'audience'], 'region'],
    ['nort', ['north'], 'north'],
    ['nmu', ['num', 'sum'], 'num'],
    ['x'.repeat(100_000), ['x'.repeat(99_999)], undefined]
  ])('%s', (name, known, near) => expect(nearest(name, known)).toBe(near))

  test('and the known ones where none is', () => expect(suggestion('zz', ['up', 'down'])).toBe('Known: `up`, `down`'))
})

test('F38 progress tells what happened, and no time that nobody can know', () => {
  let now = 0
  const lines: string[] = []
  const world = {...thisMachine(), milliseconds: () => now}
  const {show} = createProgressLine({err: (text) => lines.push(text.replace(/^\W*\[2K/, '')), columns: 80}, world)
  const at = (moment: number, done: number, state: Progress['state']) => {
    now = moment
    show({edition: `e${done}`, state, done, total: 100})
  }
  at(10, 1, 'same')
  // The browsers take long to start.
  at(9_000, 2, 'built')
  at(9_500, 3, 'built')
  at(10_000, 4, 'built')
  at(10_000, 5, 'failed')
  expect(lines).toEqual([
    '  1/100  e1  the same',
    '  2/100  e2  made',
    '  3/100  e3  made',
    '  4/100  e4  made  36 s left',
    '  5/100  e5  failed  29 s left'
  ])
})
