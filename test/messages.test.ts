import {expect, test} from 'vitest'
import {placeMessages} from '../pipeline/run/locate.ts'
import {byFile, MachineError, ReportError, together, type Message} from '../pipeline/messages.ts'

const message = (path: string | undefined, reason: string, more: Partial<Message> = {}): Message => ({
  severity: 'error',
  rule: 'file-is-there',
  reason,
  ...(path && {path}),
  ...more
})
const later = async (milliseconds: number, error: Error) => {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  throw error
}

test('A1 messages are in order of their files, and in each as they were found, whichever was read first', () => {
  const [a, b, c] = [message('b.csv', 'second'), message('a.csv', 'z'), message('a.csv', 'a')]
  expect(byFile([a, b, c])).toEqual([b, c, a])
  expect(new ReportError([a, b, c]).messages).toEqual([b, c, a])
  expect(
    byFile([message(undefined, 'x', {node: 'detail#3'}), message('chapters/en/a.md', 'y')]).map(({reason}) => reason)
  ).toEqual(['y', 'x'])
})

test('A1 messages of editions are told in order of their places', () => {
  const told = [message('b.sql', 'b'), message('a.md', 'late', {line: 9}), message('a.md', 'early', {line: 2, column: 4})]
  expect(
    placeMessages(
      told.map((message) => ({message})),
      []
    ).map(({reason}) => reason)
  ).toEqual(['early', 'late', 'b'])
})

test('A1 the mistakes of all parts are told, not those of the first to fail, and what is no mistake stands before them', async () => {
  const [slow, fast] = [new ReportError([message('a.md', 'slow')]), new ReportError([message('b.md', 'fast')])]
  const both = together([later(20, slow), later(1, fast), Promise.resolve(1)])
  await expect(both).rejects.toMatchObject({messages: [{reason: 'slow'}, {reason: 'fast'}]})
  const broken = new MachineError('The disk is full', 'Make room.')
  await expect(together([later(1, fast), later(20, broken)])).rejects.toBe(broken)
  await expect(together([Promise.resolve(1), Promise.resolve(2)])).resolves.toEqual([1, 2])
})
