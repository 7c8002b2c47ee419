/** Lets whoever watches a worker look at it, by HTTP: `/metrics` for Prometheus, `/healthz` for what begins and ends workers. */
import {once} from 'node:events'
import {createServer, type Server, type ServerResponse} from 'node:http'
import {MachineError} from '../messages.ts'
import {within, type World} from '../world.ts'
import {descendantsOf} from './descendants.ts'
import {renderMetrics} from './metrics.ts'
import type {Tally} from './tally.ts'
import type {Sources} from './work.ts'

/** Where to listen. */
export interface Place {
  readonly host: string
  readonly port: number
}

/** Listens until it is closed. */
export interface Monitor {
  /** What the worker has open now. */
  watch(sources: Sources): void
  /** It takes no work any more. */
  end(): void
  close(): Promise<void>
}

/** Milliseconds in which a queue answers whoever looks. */
const PATIENCE = 1_000

/** What is told besides what the worker has open: its counts, and the process that it is. */
export interface Watched {
  readonly tally: Tally
  readonly world: Pick<World, 'memory' | 'processId'>
}

/** Listen at a place. Throws a MachineError where that cannot be. */
export async function openMonitor(place: Place, {tally, world}: Watched): Promise<Monitor> {
  const {memory, processId} = world
  let sources: Sources | undefined
  let isEnding = false

  async function metrics(): Promise<string> {
    const asked = sources && within(PATIENCE, sources.queued(), () => new Error('No answer in time')).catch(() => undefined)
    const [queue, browsers] = await Promise.all([asked, descendantsOf(processId)])
    const counts = tally.counts()
    return renderMetrics({
      ...counts,
      isReady: counts.isReady && !isEnding,
      stages: sources?.stages ?? {},
      failures: sources?.failures() ?? 0,
      memory: memory(),
      ...(queue && {queue}),
      ...(browsers && {browsers})
    })
  }

  async function answer(path: string, response: ServerResponse): Promise<void> {
    if (path === '/metrics') return send(response, 200, await metrics())
    if (path !== '/healthz') return send(response, 404, 'Look at /metrics or /healthz.\n')
    const word = isEnding ? 'ending' : tally.counts().isReady ? 'ready' : 'starting'
    send(response, word === 'ready' ? 200 : 503, `${word}\n`)
  }

  const server = createServer(({url = '', method}, response) => {
    if (method !== 'GET' && method !== 'HEAD') return send(response, 405, 'Expected GET.\n')
    answer(url.split('?')[0]!, response).catch(() => response.destroy())
  })
  await listen(server, place)
  return {
    watch: (opened) => void (sources = opened),
    end: () => void (isEnding = true),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    }
  }
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store'})
  response.end(text)
}

async function listen(server: Server, {host, port}: Place): Promise<void> {
  try {
    await once(server.listen(port, host), 'listening')
  } catch (error) {
    const where = `${host.includes(':') ? `[${host}]` : host}:${port}`
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    throw new MachineError(
      isTaken ? `Something else listens at ${where} already` : `Metrics cannot be served at ${where}`,
      'Give another port behind --metrics, as in `--metrics 9465`, or another address of this machine.',
      error
    )
  }
}
