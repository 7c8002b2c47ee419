/** Starts a browser with arguments of our own, with one page to be kept. */
import {execFile} from 'node:child_process'
import type {Browser as Running, LaunchOptions} from 'puppeteer'
import type {Digest} from '../cache/hash.ts'
import {MachineError} from '../messages.ts'
import {within} from '../world.ts'
import {BrowserFailure, openPage, type KeptPage} from './page.ts'

/** A browser that is there, and known by its content. */
export interface Browser {
  readonly path: string
  /** SHA-256 of the program: what it prints depends on it. */
  readonly digest: Digest
  /** Where it came from. */
  readonly kind: 'configured' | 'packaged' | 'puppeteer' | 'installed'
  /** Folder of shared libraries to try where the system lacks them. */
  readonly libraries?: string
}

/** Which browser starts, in what environment. */
export interface LaunchSettings {
  readonly browser: Browser
  /** The environment of this process, and what fonts add to it. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isRoot: boolean
  /** Use the libraries that came with the browser, for systems that lack them. */
  readonly ownLibraries?: boolean
}

/** Whether a browser is to blame for an error, and not what was asked of it. */
export function isOfBrowser(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const {name, message, code} = error as NodeJS.ErrnoException
  return (
    error instanceof BrowserFailure ||
    ['ProtocolError', 'TargetCloseError', 'ConnectionClosedError', 'TimeoutError'].includes(name) ||
    ['EPIPE', 'ECONNRESET'].includes(code ?? '') ||
    /^(?:Protocol error|Target closed|Session closed)/.test(message)
  )
}

/** Chromium's sandbox does not start for root; `OCTAVO_NO_SANDBOX=1` is for containers that forbid it to others. */
export async function launchPage(settings: LaunchSettings): Promise<KeptPage> {
  const running = await launch(settings)
  try {
    return await openPage(running, () => closeWhole(running))
  } catch (error) {
    await running.close().catch(() => undefined)
    throw error
  }
}

// A browser that does not answer is ended by force.
async function closeWhole(running: Running): Promise<void> {
  const process = running.process()
  const patience = setTimeout(() => process?.kill('SIGKILL'), 2_000)
  await running.close().catch(() => process?.kill('SIGKILL'))
  clearTimeout(patience)
}

/** Milliseconds for a browser to start. Puppeteer waits for ever for one that ends between its first words over the pipe. */
const START = 30_000

async function launch(settings: LaunchSettings): Promise<Running> {
  const {default: puppeteer} = await import('puppeteer')
  const ending = new AbortController()
  try {
    const started = puppeteer.launch({...options(settings), signal: ending.signal})
    return await within(START, started, () => new BrowserFailure(`No browser within ${START} ms`))
  } catch (error) {
    ending.abort()
    const complaint = await complaintOf(settings)
    if (settings.browser.libraries && !settings.ownLibraries && complaint.includes('shared librar'))
      return launch({...settings, ownLibraries: true})
    throw doesNotStart(settings.browser, complaint, error)
  }
}

// Over a pipe Puppeteer does not hear why a browser ends; a start without it says so at once, or goes well.
async function complaintOf(settings: LaunchSettings): Promise<string> {
  const {executablePath = '', args = [], env} = options(settings)
  return new Promise((resolve) => {
    const command = {env: {...env}, timeout: 1_000, killSignal: 'SIGKILL'} as const
    execFile(executablePath, [...args, '--headless', 'about:blank'], command, (error, _stdout, stderr) =>
      resolve(error?.killed ? '' : stderr)
    )
  })
}

function options({browser, env, isRoot, ownLibraries}: LaunchSettings): LaunchOptions {
  const noSandbox = isRoot || env['OCTAVO_NO_SANDBOX'] === '1'
  return {
    executablePath: browser.path,
    headless: 'shell',
    // Over a pipe the browser ends with this process, however this process ends.
    pipe: true,
    protocolTimeout: 60_000,
    defaultViewport: null,
    args: noSandbox ? [...ARGUMENTS, '--no-sandbox'] : [...ARGUMENTS],
    env: {...passed(env), ...NEUTRAL, ...(ownLibraries ? {LD_LIBRARY_PATH: browser.libraries} : {})},
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false
  }
}

// No print may depend on the user's settings, such as FREETYPE_PROPERTIES or FONTCONFIG_SYSROOT: they are in no key.
function passed(env: LaunchSettings['env']): Record<string, string | undefined> {
  return Object.fromEntries(PASSED.map((name) => [name, valueOf(name, env)] as const).filter(([, value]) => value !== undefined))
}

// On Windows names of variables have no case, but in a thread they have the one that they were set in, such as `Path`.
function valueOf(name: string, env: LaunchSettings['env']): string | undefined {
  if (Object.hasOwn(env, name) || process.platform !== 'win32') return env[name]
  const key = Object.keys(env).find((each) => each.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : env[key]
}

/** Where programs, libraries and temporary files are, and the fonts that we chose. */
const PASSED =
  'PATH HOME TMPDIR LD_LIBRARY_PATH FONTCONFIG_FILE TEMP TMP SystemRoot SystemDrive windir USERPROFILE APPDATA LOCALAPPDATA'.split(
    ' '
  )

/** Nor on the user's language or time zone. */
const NEUTRAL = {LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', LANGUAGE: 'en', TZ: 'UTC'}

// The package's own arguments hold --single-process, with which one bad page ends them all.
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--mute-audio',
  '--lang=en-US',
  // Same metrics on every machine.
  '--font-render-hinting=none',
  '--force-device-scale-factor=1',
  '--hide-scrollbars',
  // Rendering needs no network: no name resolves, no address answers.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:9'
]

function doesNotStart({path}: Browser, complaint: string, cause: unknown): MachineError {
  const [line = ''] = complaint.split('\n').filter((each) => /FATAL|error|sandbox/i.test(each))
  return new MachineError(
    `The browser ${path} did not start${line ? `: ${line.trim()}` : ''}`,
    /no usable sandbox|SUID sandbox/i.test(complaint)
      ? 'This system keeps Chromium from using its sandbox. Allow unprivileged user namespaces, or set OCTAVO_NO_SANDBOX=1.'
      : 'Set OCTAVO_CHROME to the path of another Chrome or Chromium; `octavo doctor` tells more.',
    cause
  )
}
