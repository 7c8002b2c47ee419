/** The preview's server: it answers this machine's browser, and nobody else's. */
import {once} from 'node:events'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import {MachineError} from '../messages.ts'
import {plain, send, type Answer, type Question} from './answer.ts'
import {answerTo, type Asked} from './answers.ts'
import {createListeners, readShown} from './events.ts'
import {refusalOf} from './guard.ts'
import {interfaceFile} from './interface-files.ts'
import {OUTPUT, outputFile} from './output-files.ts'
import type {Told} from './studio.ts'
import {toldScene} from './telling.ts'

/** Where to listen. */
export interface Listening {
  readonly host: string
  /** 0 for any that is free. */
  readonly port: number
  /** Whether another port will do where this one is taken. */
  readonly mayMove: boolean
}

/** A server that listens until it is closed. */
export interface PreviewServer {
  readonly url: string
  tell(told: Told): void
  close(): Promise<void>
}

/** Ports that are tried where one is taken and another will do. */
const TRIES = 20

/** Listen. Throws a MachineError where that cannot be. */
export async function openServer({host, port, mayMove}: Listening, asked: Asked): Promise<PreviewServer> {
  const {studio} = asked
  const listeners = createListeners(studio.show)

  async function answer(question: Question): Promise<Answer> {
    const {path} = question
    const found = path.startsWith(OUTPUT)
      ? await outputFile(question, studio)
      : ((await answerTo(question, asked)) ?? (await interfaceFile(path)))
    return found ?? plain(404, 'There is nothing here.')
  }

  function hear({url = '', method = '', headers}: IncomingMessage, response: ServerResponse): void {
    const question = readUrl(url)
    if (question === undefined) return send(plain(400, 'Unexpected address.'), response)
    const refusal = refusalOf({method, path: question.path, headers, host})
    if (refusal !== undefined) return send(plain(refusal.status, refusal.reason), response)
    if (question.path === '/events') {
      listeners.add(response, readShown(question.query.get('shown') ?? ''))
      return void response.write(`event: scene\ndata: ${JSON.stringify(toldScene(studio.scene()))}\n\n`)
    }
    answer(question).then(
      (given) => send(given, response),
      () => (response.headersSent ? response.destroy() : send(plain(500, 'This could not be answered.'), response))
    )
  }

  const server = createServer(hear)
  const taken = await listen(server, {host, port, mayMove})
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`,
    tell: (told) => listeners.tell(told, studio),
    async close() {
      listeners.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    }
  }
}

// Only what is a plain path is looked up; no path of a file is made of it anyhow.
function readUrl(url: string): Question | undefined {
  const [path = '', query = ''] = url.split('?')
  try {
    const decoded = decodeURIComponent(path)
    if (!decoded.startsWith('/') || /[\0\\]|(^|\/)\.\.(\/|$)/.test(decoded)) return undefined
    return {path: decoded, query: new URLSearchParams(query)}
  } catch {
    return undefined
  }
}

async function listen(server: Server, {host, port, mayMove}: Listening): Promise<number> {
  for (let next = port; ; next++) {
    try {
      await once(server.listen(next, host), 'listening')
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : next
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (isTaken && mayMove && next < port + TRIES) continue
      throw new MachineError(
        isTaken ? `Something else listens at ${host}:${next} already` : `The preview cannot listen at ${host}:${next}`,
        'Give another port, as in `--port 4400`, or another address of this machine behind `--host`.',
        error
      )
    }
  }
}
