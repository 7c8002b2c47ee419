/** A place and the words beside it count from the same end. */
import {expect, test} from 'vitest'
import {composed, dataset} from './composing.ts'

const fields = {beds: {type: 'number', decimals: 1}} as const
const own = dataset('own', [{region: 'gd', beds: '7.9'}], {key: ['region'], fields})
const latest = dataset(
  'latest',
  [
    {region: 'gd', beds: '7.9'},
    {region: 'gs', beds: '2.5'}
  ],
  {key: ['region'], fields}
)

async function told(written: string, language: string) {
  const text = written
    .replaceAll('DOWN', '{{rank own.beds of=latest}}')
    .replaceAll('UP', '{{rank own.beds of=latest order="ascending"}}')
  const {warnings} = await composed({text, language, queries: [own, latest]})
  return warnings.map(({rule, reason}) => `${rule} ${/`([^`]*)`/.exec(reason)?.[1]}`)
}

test.each([
  ['en', 'It has the DOWN fewest beds.', 'fewest'],
  ['en', 'It has the DOWN lowest number, the DOWN highest of all.', 'lowest'],
  ['en', 'It has the DOWN-smallest number.', '-smallest'],
  ['en', 'It has the DOWN least of all.', 'least'],
  ['en', 'It is DOWN from the bottom.', 'from the bottom'],
  ['en', 'It has the UP most beds.', 'most'],
  ['en', 'It has the UP largest number.', 'largest'],
  ['en', 'It is UP from the top.', 'from the top'],
  ['zh-Hans', '床位最少，居全国DOWN最少。', '最少'],
  ['zh-Hans', '床位数DOWN低。', '低'],
  ['zh-Hans', '床位最少的DOWN。', '最少的'],
  ['zh-Hans', '床位数由少到多居DOWN。', '由少到多居'],
  ['zh-Hans', '床位数居倒数DOWN。', '倒数'],
  ['zh-Hans', '床位数从高到低居UP。', '从高到低居'],
  ['zh-Hans', '床位数UP最高。', '最高'],
  ['zh-Hans', '床位最多的UP。', '最多的']
])('a place whose words count from the other end is told: %s %s', async (language, written, words) => {
  expect(await told(written, language)).toEqual([`place-agrees-with-its-words ${words}`])
})

test.each([
  ['en', 'It has the DOWN highest number, the DOWN most beds; it is DOWN from the top, and UP from the bottom.'],
  [
    'en',
    'It has the UP fewest beds, and is the UP most affordable. It ranks DOWN; the lowest is in the west. From the bottom it is UP.'
  ],
  ['en', 'It is DOWN, least of all by chance.'],
  ['zh-Hans', '床位数居DOWN，最少的是西部；由少到多居UP，倒数UP；由多到少居DOWN。'],
  ['zh-Hans', '在床位最少的地区中居DOWN，高于西部。床位数DOWN高，UP低。']
])('and none else: %s %s', async (language, written) => {
  expect(await told(written, language)).toEqual([])
})
