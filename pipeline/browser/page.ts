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
  /** Make calls in the page, one after the other. Plain data go in and come out. Throws what they throw, as an Error. */
  evaluate<const Results extends readonly unknown[]>(...calls: Calls<Results>): Promise<Results>
  close(): Promise<void>
}

/** A call of a function that is sent into the page as text. */
export interface Call<Result> {
  readonly run: (input: never) => Result | Promise<Result>
  readonly input: unknown
}

type Calls<Results extends readonly unknown[]> = {readonly [Index in keyof Results]: Call<Results[Index]>}

/** Call a function with an input. */
export function call<Input, Result>(run: (input: Input) => Result | Promise<Result>, input: Input): Call<Result> {
  return {run, input}
}

/** The browser, or the way to it, failed: another one may do better. */
export class BrowserFailure extends Error {}

/** A page in which no script of a document runs. `close` ends its browser. */
export async function openPage(running: Running, close: () => Promise<void>): Promise<KeptPage> {
  const session = await sessionIn(running)
  const ended = endOf(running, session)
  // What needs no answer is sent together: where this thread is busy, each answer waits for it.
  const [{frameTree}] = await Promise.all([
    session.send('Page.getFrameTree'),
    session.send('Inspector.enable'),
    session.send('Emulation.setScriptExecutionDisabled', {value: true})
  ])
  let sent = new Map<string, number>()
  return {
    session,
    ended,
    close,
    async go(address) {
      sent = new Map()
      await session.send('Page.enable')
      const loaded = new Promise((resolve) => session.once('Page.loadEventFired', resolve))
      const {errorText} = await session.send('Page.navigate', {url: address})
      if (errorText) throw new BrowserFailure(`${address} did not open: ${errorText}`)
      await loaded
    },
    async setContent(html) {
      sent = new Map()
      await session.send('Page.setDocumentContent', {frameId: frameTree.frame.id, html})
    },
    async evaluate<const Results extends readonly unknown[]>(...calls: Calls<Results>) {
      return (await resultOf(session, expressionOf(calls, sent))) as Results
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

// One message for all: each one more is a wait for both sides. A function stays in the page: there it is read once, and is the
// faster the more often it ran. And all is one text: the browser takes apart an argument three times, and a text once.
function expressionOf(calls: readonly Call<unknown>[], sent: Map<string, number>): string {
  const begins = sent.size === 0 ? ['globalThis.octavo = []'] : []
  const made = calls.map(({run, input}) => {
    const text = String(run)
    const at = sent.get(text) ?? sent.size
    if (at === sent.size) begins.push(`octavo[${at}] = ${text}`)
    sent.set(text, at)
    return `await octavo[${at}](${literalOf(input)})`
  })
  return `(async () => { ${begins.join('; ')}; return [${made.join(', ')}] })()`
}

// In a literal, unlike in JSON, this key is no key.
function literalOf(input: unknown): string {
  const json = JSON.stringify(input) as string | undefined
  return json?.includes('"__proto__"') ? `JSON.parse(${JSON.stringify(json)})` : String(json)
}

async function resultOf(session: CDPSession, expression: string): Promise<unknown> {
  const {result, exceptionDetails} = await session.send('Runtime.evaluate', {expression, returnByValue: true, awaitPromise: true})
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value
}
