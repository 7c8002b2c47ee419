/** Settings of the tests: real stages with a real browser take seconds, and share two cores. */
import {defineConfig} from 'vitest/config'

// As the program does in its first line; the tests' processes inherit it.
process.env['TZ'] = 'UTC'
// Whether the handbook was built in this checkout changes no message.
process.env['OCTAVO_HANDBOOK'] = ''

export default defineConfig({
  test: {
    dir: 'test',
    globalSetup: ['test/setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2
  }
})
