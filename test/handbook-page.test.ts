/** Messages and help lead to the handbook that there is, in the language of the user, and never to a place that is none. */
import {expect, test} from 'vitest'
import type {Message} from '../pipeline/messages.ts'
import {openHandbook, withAddresses} from '../pipeline/run/handbook-page.ts'
import {thisMachine, type World} from '../pipeline/world.ts'

const told: readonly Message[] = [
  {severity: 'error', rule: 'page-is-full', reason: 'R'},
  {severity: 'error', rule: 'rule-of-tomorrow', reason: 'R'}
]

/** A machine with these pages of the handbook, by the end of their paths. */
function machine(pages: readonly string[], changes: Partial<World> = {}): World {
  const world = thisMachine()
  const read = async (path: string) => {
    if (!pages.some((page) => path.endsWith(page))) throw Object.assign(new Error('missing'), {code: 'ENOENT'})
    return Buffer.from('<tr id="tab-rules-page-is-full"></tr>')
  }
  return {...world, env: {}, language: () => 'en-GB', files: {...world.files, read}, ...changes}
}

const addresses = async (world: World) =>
  (await withAddresses(told, world)).map(({url}) => url?.replace(/^file:.*(?=\/(?:compiled|output)\/)/, ''))
const PACKAGED = 'compiled/handbook/en/handbook.html'
const BUILT = 'output/handbook/a4/en/handbook.html'

test('to that of the package, or else of a checkout, where it holds the rule', async () => {
  expect(await addresses(machine([BUILT, PACKAGED]))).toEqual([`/${PACKAGED}#tab-rules-page-is-full`, undefined])
  expect(await addresses(machine([BUILT]))).toEqual([`/${BUILT}#tab-rules-page-is-full`, undefined])
})

test('in Chinese where the machine is, and in English where there is no other', async () => {
  const language = () => 'zh-CN'
  const chinese = 'compiled/handbook/zh-Hans/handbook.html'
  expect((await addresses(machine([PACKAGED, chinese], {language})))[0]).toBe(`/${chinese}#tab-rules-page-is-full`)
  expect((await addresses(machine([PACKAGED], {language})))[0]).toBe(`/${PACKAGED}#tab-rules-page-is-full`)
})

test('to none where none is: messages stay as they were', async () => {
  const world = machine([])
  expect(await openHandbook(world)).toBeUndefined()
  expect(await withAddresses(told, world)).toBe(told)
})

test('to that of the team where it names one', async () => {
  const address = 'https://docs.example.org/en/handbook.html'
  const at = (OCTAVO_HANDBOOK: string) => addresses(machine([PACKAGED], {env: {OCTAVO_HANDBOOK}}))
  expect((await at(address))[0]).toBe(`${address}#tab-rules-page-is-full`)
  expect(await at('')).toEqual([undefined, undefined])
  expect(await at('no address')).toEqual([undefined, undefined])
})
