/** A gate before an S3 server: lets everything through as it is, or refuses what would be kept, in the words of a server whose disk is full. */
import {once} from 'node:events'
import {createServer, request} from 'node:http'

export interface Gate {
  /** The address of the server behind, by way of the gate. */
  readonly address: string
  isFull: boolean
  close(): void
}

const FULL = '<?xml version="1.0"?><Error><Code>XMinioStorageFull</Code><Message>No room is left</Message></Error>'

export async function openGate(address: string): Promise<Gate> {
  const port = Number(new URL(new URL(address).searchParams.get('endpoint')!).port)
  const server = createServer((asked, answer) => {
    if (gate.isFull && asked.method === 'PUT') {
      asked.resume()
      answer.writeHead(507, {'content-type': 'application/xml'}).end(FULL)
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
    isFull: false,
    close() {
      server.closeAllConnections()
      server.close()
    }
  }
  return gate
}
