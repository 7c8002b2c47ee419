import {expect, test} from 'vitest'
import {numberIn} from '../../pipeline/pdf/numbers.ts'

const WRITTEN = ['0', '-0', '7', '+7', '-12', '.5', '-.25', '5.', '13.999939', '-.23999999', '2834.668', '0.1', '123456789012345']
const ODD = ['', '-', '.', '-.', '1.2.3', '1e5', '--1', '0x1f', '12345678901234567890', '0.12345678901234567']

test.each([...WRITTEN, ...ODD])('`%s` is the number that JavaScript makes of it', (written) => {
  expect(numberIn(`x${written}y`, 1, 1 + written.length)).toBe(Number(written))
})

test('so are many numbers of a few digits', () => {
  for (let whole = 0; whole < 20_000; whole += 37)
    for (let places = 0; places <= 9; places++) {
      const written = `${whole}.${String(whole * 7919)
        .padStart(places, '0')
        .slice(0, places)}`
      expect(numberIn(written, 0, written.length)).toBe(Number(written))
    }
})
