/** Unpacks the packaged browser once for all tests: each has a store of its own, and unpacking takes seconds. */
import {stat} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {findBrowser} from '../pipeline/browser/index.ts'

export default async function setup(): Promise<void> {
  const store = fileURLToPath(new URL('../node_modules/.cache/octavo-test', import.meta.url))
  const search = {env: process.env, platform: process.platform, store, onDamage() {}}
  const {path} = await findBrowser({...search, fileDigest: async (path) => String((await stat(path)).size)})
  process.env['OCTAVO_CHROME'] = path
}
