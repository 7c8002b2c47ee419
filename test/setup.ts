/** Unpacks the packaged browser once for all tests: each has a store of its own, and unpacking takes seconds. */
import {fileURLToPath} from 'node:url'
import {findBrowser} from '../pipeline/browser/index.ts'

export default async function setup(): Promise<void> {
  const store = fileURLToPath(new URL('../node_modules/.cache/octavo-test', import.meta.url))
  const {path} = await findBrowser({env: process.env, platform: process.platform, store, fileDigest: async () => ''})
  process.env['OCTAVO_CHROME'] = path
}
