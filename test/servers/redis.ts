/** A real Redis, which keeps what it was told on the disk, as an operator would have it. */
import {startServer, type Server} from './server.ts'

/** A Redis, and its address. */
export interface RedisServer extends Server {
  readonly address: string
}

/** Begin a Redis; `folder` is where it may write. */
export async function startRedis(folder: string): Promise<RedisServer> {
  const server = await startServer({
    command: 'redis-server',
    args: (port) => ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''],
    install: 'The tests of queues need Redis: .ci/servers installs it.'
  })
  return {...server, address: `redis://127.0.0.1:${server.port}`}
}
