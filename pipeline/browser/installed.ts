/** A machine without a packaged browser -> the Chrome, Chromium or Edge that is installed there, and what tells one version of it from another. */
import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {readdir, readFile} from 'node:fs/promises'
import {posix, win32} from 'node:path'
import {digest, type Digest} from '../cache/hash.ts'

/** The machine on which one is sought. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
}

const ON_MACOS = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `Applications/${name}.app/Contents/MacOS/${name}`)
const ON_WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe'
]
const ON_LINUX = [
  '/opt/google/chrome/chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser'
]

/** Where they lie by habit, the likeliest first. */
export function usualPlaces({env, platform}: Machine): readonly string[] {
  if (platform === 'darwin')
    return ['/', ...(env['HOME'] ? [env['HOME']] : [])].flatMap((folder) => ON_MACOS.map((path) => posix.join(folder, path)))
  if (platform === 'win32') return ON_WINDOWS.flatMap((path) => foldersOnWindows(env).map((folder) => win32.join(folder, path)))
  return ON_LINUX
}

// Names of variables have no case there, but a thread sees one of them.
function foldersOnWindows(env: Machine['env']): readonly string[] {
  const names = ['programfiles', 'programfiles(x86)', 'localappdata']
  return names.flatMap((name) =>
    Object.entries(env).flatMap(([key, value]) => (key.toLowerCase() === name && value ? [value] : []))
  )
}

/** The path of one that is there, or nothing. */
export function findInstalled(machine: Machine, isThere: (path: string) => boolean = existsSync): string | undefined {
  return usualPlaces(machine).find(isThere)
}

/**
 * The digest of an installed browser. Its program is often a small one that starts another, and stays the same when that is
 * renewed: so what tells the version counts too. `program` is the digest of the file.
 */
export async function installedDigest(path: string, platform: NodeJS.Platform, program: Digest): Promise<Digest> {
  return digest([program, await versionOf(path, platform)])
}

// On macOS the bundle says it, on Windows a folder beside the program has its name; elsewhere the program is asked.
async function versionOf(path: string, platform: NodeJS.Platform): Promise<string> {
  if (platform === 'darwin') return readFile(posix.join(path, '../../Info.plist'), 'utf8').catch(() => '')
  if (platform === 'win32') {
    const names = await readdir(win32.dirname(path)).catch(() => [])
    return names
      .filter((name) => /^\d+(?:\.\d+)+$/.test(name))
      .sort()
      .join(' ')
  }
  return new Promise((resolve) => execFile(path, ['--version'], {timeout: 10_000}, (_error, stdout) => resolve(stdout.trim())))
}
