/** Real servers for tests: each is a process of its own on a free port, is waited for until it answers, and can be killed and begun again. */
import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {createServer, connect} from 'node:net'

/** A server that runs. */
export interface Server {
  readonly port: number
  /** Ended as by a power cut. */
  kill(): Promise<void>
  /** Begun again on the same port, with what it kept. */
  start(): Promise<void>
}

/** How a server is begun. */
export interface ServerCommand {
  readonly command: string
  args(port: number): readonly string[]
  /** What to do where the command is not there. */
  readonly install: string
  /** Writes what it reads when it begins. */
  prepare?(port: number): Promise<void>
}

/** Milliseconds in which a server answers, amply: Java shares two cores with the tests. */
const PATIENCE = 60_000

/** Begin a server. Throws where it does not answer. */
export async function startServer({command, args, install, prepare}: ServerCommand): Promise<Server> {
  const port = await freePort()
  await prepare?.(port)
  let running: ChildProcess | undefined
  const server: Server = {
    port,
    async start() {
      let words = ''
      const process = spawn(command, args(port), {stdio: ['ignore', 'pipe', 'pipe']})
      process.stdout.on('data', (data: Buffer) => (words += data.toString()))
      process.stderr.on('data', (data: Buffer) => (words += data.toString()))
      const broken = once(process, 'error').then(([error]) => {
        throw new Error(`${String(error)}. ${install}`)
      })
      const ended = once(process, 'exit').then(() => {
        throw new Error(`${command} ended before it answered: ${words.slice(-2_000)}`)
      })
      running = process
      await Promise.race([broken, ended, answering(port)])
      for (const promise of [broken, ended]) promise.catch(() => undefined)
    },
    async kill() {
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
      const ended = once(running, 'exit')
      running.kill('SIGKILL')
      await ended
    }
  }
  await server.start()
  return server
}

async function answering(port: number): Promise<void> {
  for (let start = performance.now(); performance.now() - start < PATIENCE;) {
    if (await answers(port)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Nothing answers on port ${port}`)
}

function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  }).then((isThere) => {
    socket.destroy()
    return isThere === true
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}
