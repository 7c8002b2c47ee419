/** Where no browser prints: what was unpacked is thrown away, to be unpacked again; elsewhere Puppeteer's own is fetched. */
import {execFile} from 'node:child_process'
import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {MachineError} from '../messages.ts'
import {hasPackaged, type BrowserSearch} from './index.ts'

/** Mend what can be. Gives what was done, in words; nothing where it is the user's to do. Throws a MachineError where it fails. */
export async function mendBrowser({
  env,
  platform,
  store
}: Omit<BrowserSearch, 'fileDigest' | 'onDamage'>): Promise<string | undefined> {
  if (env['OCTAVO_CHROME'] || env['PUPPETEER_EXECUTABLE_PATH']) return undefined
  if (hasPackaged(platform)) {
    await rm(join(store, 'browser'), {recursive: true, force: true})
    return 'the packaged browser is unpacked anew'
  }
  await fetchOwn(platform)
  return "Puppeteer's own browser was fetched"
}

// Where Puppeteer looks for it, which tells the version too. On Windows `npx` is a script of its shell.
async function fetchOwn(platform: NodeJS.Platform): Promise<void> {
  const {default: puppeteer} = await import('puppeteer')
  const [, cache = '', version] = WANTED.exec(await puppeteer.executablePath({headless: 'shell'})) ?? []
  const isShell = platform === 'win32'
  const args = [
    '--yes',
    '@puppeteer/browsers',
    'install',
    `chrome-headless-shell@${version}`,
    '--path',
    isShell ? `"${cache}"` : cache
  ]
  try {
    await promisify(execFile)('npx', args, {shell: isShell})
  } catch (error) {
    throw new MachineError(
      'No browser could be fetched',
      'Install Chrome, Chromium or Edge, or see that npx reaches the internet.',
      error
    )
  }
}

/** The folder of all browsers, and the version in the name of one. */
const WANTED = /^(.*)[\\/]chrome-headless-shell[\\/][a-z\d_]+-([\d.]+)[\\/]/
