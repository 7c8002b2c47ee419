/** Unpacks the packaged browser once for all tests: each has a store of its own, and unpacking takes seconds. */
import {findBrowser} from '../pipeline/browser/index.ts'
import {STORE} from './store.ts'

export default async function setup(): Promise<void> {
  const {path} = await findBrowser({env: process.env, platform: process.platform, ...STORE})
  process.env['OCTAVO_CHROME'] = path
}
