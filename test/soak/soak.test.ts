/** A short soak: what `npm run soak` does at length. So few prints tell little of memory, and all of what is left over and of bytes. */
import {expect, test} from 'vitest'
import {temporaryFolder} from '../temporary.ts'
import {soak} from './soak.ts'

test.skipIf(process.platform !== 'linux')(
  'many prints leave nothing over, and killed browsers change no byte',
  async () => {
    const soaked = await soak({root: await temporaryFolder(), prints: 45, shaken: 45, kills: 2})
    expect(soaked).toMatchObject({prints: 45, left: [], kills: 2, shaken: 45, differing: []})
    expect(soaked.before.megabytes).toBeGreaterThan(100)
    expect(soaked.growth).toBeLessThan(0.6)
  },
  600_000
)
