/**
 * One page of a browser, spoken to by Chromium's own protocol. Puppeteer's `Page` would listen to its network, its frames and
 * its log, which no print needs: for each look into a part that is not shown Chromium logs a line, with its stack.
 */
import type {Browser as Running, CDPSession} from 'puppeteer'

/** A page that stays open from print to print. */
export interface KeptPage {
  readonly session: CDPSession
  /** Rejects when the page or its browser ends; a call into a page that has crashed would wait for ever. */
  readonly ended: Promise<never>
  /** What was loaded into it: the user's own note. */
  loaded?: string
  /** Set when it has done so much that a new one is better. */
  worn?: boolean
  /** Go to an address, and wait until it is loaded. */
  go(address: string): Promise<void>
  /** Put a document in place of the one that is shown. */
  setContent(html: string): Promise<void>
  /** Run a function in the page; it is sent there as text. Plain data go in and come out. Throws what it throws, as an Error. */
  evaluate<Input, Result>(run: (input: Input) => Result | Promise<Result>, input: Input): Promise<Result>
  close(): Promise<void>
}

/** The browser, or the way to it, failed: another one may do better. */
export class BrowserFailure extends Error {}

/** A page in which no script of a document runs. `close` ends its browser. */
export async function openPage(running: Running, close: () => Promise<void>): Promise<KeptPage> {
  const session = await sessionIn(running)
  const ended = endOf(running, session)
  const {frameTree} = await session.send('Page.getFrameTree')
  await session.send('Inspector.enable')
  await session.send('Emulation.setScriptExecutionDisabled', {value: true})
  let global: string | undefined
  return {
    session,
    ended,
    close,
    async go(address) {
      global = undefined
      await session.send('Page.enable')
      const loaded = new Promise((resolve) => session.once('Page.loadEventFired', resolve))
      const {errorText} = await session.send('Page.navigate', {url: address})
      if (errorText) throw new BrowserFailure(`${address} did not open: ${errorText}`)
      await loaded
    },
    async setContent(html) {
      await session.send('Page.setDocumentContent', {frameId: frameTree.frame.id, html})
    },
    async evaluate(run, input) {
      global ??= await globalOf(session)
      return (await call(session, {run, input, global})) as Awaited<ReturnType<typeof run>>
    }
  }
}

async function sessionIn(running: Running): Promise<CDPSession> {
  const target = running.targets().find((each) => each.type() === 'page')
  if (target === undefined) throw new BrowserFailure('The browser has no page')
  return target.createCDPSession()
}

function endOf(running: Running, session: CDPSession): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    session.once('Inspector.targetCrashed', () => reject(new BrowserFailure('Page crashed')))
    running.once('disconnected', () => reject(new BrowserFailure('The browser ended')))
  })
  ended.catch(() => undefined)
  return ended
}

// The handle of the document's global object stands for the world that functions run in.
async function globalOf(session: CDPSession): Promise<string> {
  const {result} = await session.send('Runtime.evaluate', {expression: 'globalThis'})
  if (result.objectId === undefined) throw new BrowserFailure('The page has no global object')
  return result.objectId
}

interface Call {
  readonly run: (input: never) => unknown
  readonly input: unknown
  readonly global: string
}

async function call(session: CDPSession, {run, input, global}: Call): Promise<unknown> {
  const {result, exceptionDetails} = await session.send('Runtime.callFunctionOn', {
    functionDeclaration: String(run),
    objectId: global,
    arguments: [{value: input}],
    returnByValue: true,
    awaitPromise: true
  })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value
}
