/** A gate before an S3 server: lets everything through as it is, or answers in the words of another server to what it is told to refuse. */
import {once} from 'node:events'
import {createServer, request} from 'node:http'

export interface Gate {
  /** The address of the server behind, by way of the gate. */
  readonly address: string
  /** What is answered, and how; everything is let through where left out. */
  refusing?: Refusing | undefined
  /** How often something was asked. */
  asked: number
  close(): void
}

/** What a server refuses. */
export interface Refusing {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  /** In the address; any where left out. */
  readonly part?: string
  /** So many are let through first. */
  readonly after?: number
  readonly status: number
  readonly body: string
}

/** As MinIO does when its disk is full. */
export const FULL: Refusing = {method: 'PUT', status: 507, body: errorOf('XMinioStorageFull')}

/** As S3 does where one may not read. */
export const FORBIDDEN: Omit<Refusing, 'method'> = {status: 403, body: errorOf('AccessDenied')}

/** As something on the way does that knows no such address. */
export const UNKNOWN: Omit<Refusing, 'method'> = {status: 404, body: 'Not found'}

function errorOf(code: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>Refused</Message></Error>`
}

export async function openGate(address: string): Promise<Gate> {
  const port = Number(new URL(new URL(address).searchParams.get('endpoint')!).port)
  let met: Refusing | undefined
  let passes = 0
  const server = createServer((asked, answer) => {
    gate.asked++
    const {refusing} = gate
    if (refusing !== met) [met, passes] = [refusing, refusing?.after ?? 0]
    const {method: refused, part = '', status = 0, body} = refusing ?? {}
    if (refused === asked.method && asked.url?.includes(part) && passes-- <= 0) {
      asked.resume()
      answer.writeHead(status, {'content-type': 'application/xml'}).end(body)
      return
    }
    // The host is signed, so it stays what the client wrote.
    const {method, url, headers} = asked
    const passed = request({port, host: '127.0.0.1', method, path: url, headers}, (given) => {
      answer.writeHead(given.statusCode ?? 500, given.headers)
      given.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = server.address()
  if (own === null || typeof own === 'string') throw new Error('No port')
  const gate: Gate = {
    address: address.replace(`:${port}`, `:${own.port}`),
    asked: 0,
    close() {
      server.closeAllConnections()
      server.close()
    }
  }
  return gate
}
