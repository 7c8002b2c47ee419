/** `octavo doctor`: what a build needs of this machine, what is there, and what to do where it is not. */
import {accessSync, constants, mkdirSync} from 'node:fs'
import {freemem, totalmem} from 'node:os'
import {findBrowser} from '../browser/index.ts'
import {mendBrowser} from '../browser/mend.ts'
import {MachineError} from '../messages.ts'
import {allFaces} from '../design/fonts.ts'
import {openRenderer} from '../run/renderer.ts'
import {TRIAL} from '../stages/print/index.ts'
import {storeFolder, withSession, type Session} from '../run/session.ts'
import {load} from '../stages/load/index.ts'
import {readPress} from '../pdf/icc/press.ts'
import {readPressProfile} from '../run/press.ts'
import type {Command, Given, Outcome} from './command.ts'
import {reportFolder, storeOptions, textOption} from './given.ts'

interface Finding {
  readonly what: string
  readonly state: 'fine' | 'warning' | 'missing'
  readonly found: string
  /** What to do about it. */
  readonly note?: string
}

/** Below this much free memory two browsers at work may be killed by the system. */
const LITTLE_MEMORY = 1.5e9

/** `octavo doctor`. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Looks for what a build needs: browser, fonts, memory, sandbox, store.',
  usage: `octavo doctor [report] [options]

  --store DIR           instead of output/.store
  --mend                make good what can be, where no browser prints: unpack the
                        packaged one anew, or fetch that of Puppeteer where none is packaged

With a report it tells whether its press edition has what it needs: the ICC profile
of the printer.`,
  options: {...storeOptions, mend: {type: 'boolean'}},
  async run(given, {world, tell}) {
    const store = storeFinding(storeFolder(world, textOption(given, 'store')))
    if (store.state !== 'fine') return outcome([nodeFinding(), store, fontFinding(), memoryFinding()])
    return withSession(world, {store: textOption(given, 'store'), tell}, async (session) => {
      const findings = [
        nodeFinding(),
        store,
        ...(await mended(given, session)),
        fontFinding(),
        memoryFinding(),
        sandboxFinding(session),
        await pressFinding(given, session)
      ]
      return outcome(findings)
    })
  }
}

function outcome(findings: readonly Finding[]): Outcome {
  const isMissing = findings.some(({state}) => state === 'missing')
  return {status: isMissing ? 3 : 0, result: {findings}, text: findings.map(describe).join('\n'), messages: []}
}

function nodeFinding(): Finding {
  const {node, icu} = process.versions
  const [major, minor] = node.split('.').map(Number) as [number, number]
  const isNew = major > 22 || (major === 22 && minor >= 18)
  return {
    what: 'Node',
    state: isNew ? 'fine' : 'missing',
    found: `${node}, ICU ${icu}`,
    ...(!isNew && {note: 'Octavo needs Node 22.18 or newer; `npm run octavo` uses the one that the project brings.'})
  }
}

// What cannot be written keeps nothing, and no browser finds its place there.
function storeFinding(folder: string): Finding {
  try {
    mkdirSync(folder, {recursive: true})
    accessSync(folder, constants.W_OK)
    return {what: 'Store', state: 'fine', found: folder}
  } catch (error) {
    const found = `${folder} cannot be written (${(error as NodeJS.ErrnoException).code})`
    return {what: 'Store', state: 'missing', found, note: 'Choose another folder with `--store` or `OCTAVO_STORE`.'}
  }
}

// Looked at again where something was done.
async function mended(given: Given, session: Session): Promise<Finding[]> {
  const findings = await browserFindings(session)
  if (given.options['mend'] !== true || findings.every(({state}) => state === 'fine')) return findings
  const {env, platform} = session.world
  try {
    const done = await mendBrowser({env, platform, store: session.storeFolder})
    if (done === undefined) return findings
    return [...(await browserFindings(session)), {what: 'Mended', state: 'fine', found: done}]
  } catch (error) {
    return [...findings, {what: 'Mended', state: 'missing', found: (error as Error).message, note: noteOf(error)}]
  }
}

// A page is printed: a browser that is there may still lack a library.
async function browserFindings(session: Session): Promise<Finding[]> {
  const {world, store, storeFolder} = session
  try {
    const {path, kind} = await findBrowser({
      env: world.env,
      platform: world.platform,
      store: storeFolder,
      fileDigest: store.fileDigest,
      onDamage: session.onDamage
    })
    const found: Finding = {what: 'Browser', state: 'fine', found: `${kind}, ${path}`}
    return [found, await printFinding(session)]
  } catch (error) {
    return [{what: 'Browser', state: 'missing', found: 'none', note: noteOf(error)}]
  }
}

async function printFinding(session: Session): Promise<Finding> {
  const renderer = await openRenderer(session, 'print', 1)
  try {
    const {pages} = (await renderer.print(TRIAL)).map
    return {what: 'Printing', state: 'fine', found: `${pages} page printed`}
  } catch (error) {
    return {what: 'Printing', state: 'missing', found: (error as Error).message.split('\n')[0]!, note: noteOf(error)}
  } finally {
    await renderer.close()
  }
}

function fontFinding(): Finding {
  const families = new Set(allFaces().map(({family}) => family))
  return {what: 'Fonts', state: 'fine', found: [...families].join(', ')}
}

function memoryFinding(): Finding {
  const free = `${(freemem() / 1e9).toFixed(1)} GB free of ${(totalmem() / 1e9).toFixed(1)} GB`
  return freemem() < LITTLE_MEMORY
    ? {what: 'Memory', state: 'warning', found: free, note: 'Build with `--jobs 1`.'}
    : {what: 'Memory', state: 'fine', found: free}
}

function sandboxFinding({world}: Session): Finding {
  if (world.platform === 'linux' && world.isRoot)
    return {
      what: 'Sandbox',
      state: 'warning',
      found: 'off: the browser refuses it for root',
      note: 'Run as another user to have it on. Pages have no scripts and no network either way.'
    }
  return {what: 'Sandbox', state: 'fine', found: world.env['OCTAVO_NO_SANDBOX'] ? 'off, by OCTAVO_NO_SANDBOX' : 'on'}
}

/** What a printer does after us, and we do not. */
const LEFT_TO_PRINTER =
  'No other program is asked. Left to the printer: trapping, overprint, creep, and the inks of pictures, which stay RGB with their profile.'

async function pressFinding(given: Given, session: Session): Promise<Finding> {
  const general: Finding = {
    what: 'Press',
    state: 'fine',
    found: 'PDF/X-4, by the ICC profile that a report gives',
    note: LEFT_TO_PRINTER
  }
  if (given.words.length === 0) return general
  const report = await load(await reportFolder(given, session.world), session)
  const {profile, messages} = await readPressProfile(report, session)
  const [wrong] = messages
  if (wrong) return {what: 'Press', state: 'missing', found: wrong.reason, ...(wrong.note && {note: wrong.note})}
  const isWanted = report.definition.formats?.includes('press') === true
  if (profile === undefined)
    return {
      what: 'Press',
      state: isWanted ? 'warning' : 'fine',
      found: 'no profile: a press edition of this report is no PDF/X-4, and its colours stay RGB',
      note: 'Name the ICC profile of the printer in report.yaml, as in `press: {profile: press/coated.icc}`.'
    }
  const {name} = readPress(await profile.bytes())
  return {...general, found: `PDF/X-4 for “${name}” (${report.definition.press?.profile}: class prtr, CMYK)`}
}

function noteOf(error: unknown): string {
  return error instanceof MachineError ? error.note : 'See the reason above.'
}

function describe({what, state, found, note}: Finding): string {
  const mark = {fine: 'ok', warning: '!', missing: 'X'}[state]
  return [`${mark.padEnd(3)}${what.padEnd(10)}${found}`, ...(note === undefined ? [] : [`   ${note}`])].join('\n')
}
