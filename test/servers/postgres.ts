/** A real PostgreSQL with a database of its own, which asks for a password. */
import {execFileSync} from 'node:child_process'
import {chownSync, globSync, mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import pg from 'pg'
import {startServer, type Server} from './server.ts'

/** A PostgreSQL, and its address with the password. */
export interface PostgresServer extends Server {
  readonly address: string
}

const PASSWORD = 'a-secret-that-no-output-holds'

/** Begin a PostgreSQL; `folder` is where it may write. */
export async function startPostgres(folder: string): Promise<PostgresServer> {
  const [binary = 'postgres'] = globSync('/usr/lib/postgresql/*/bin/postgres')
  // It refuses to run as root.
  const as = process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : ['env']
  const data = join(folder, 'data')
  const [command, ...first] = as
  const server = await startServer({
    command: command!,
    args: (port) => [...first, binary, '-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1', '-c', 'fsync=off'],
    install: 'The tests of data need PostgreSQL: .ci/servers installs it.',
    async prepare() {
      mkdirSync(data)
      writeFileSync(join(folder, 'password'), PASSWORD)
      if (process.getuid?.() === 0) {
        const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString())
        for (const path of [folder, data, join(folder, 'password')]) chownSync(path, id('-u'), id('-g'))
      }
      const initdb = join(dirname(binary), 'initdb')
      const options = [
        '-D',
        data,
        '-A',
        'scram-sha-256',
        '-U',
        'octavo',
        `--pwfile=${join(folder, 'password')}`,
        '-N',
        '--locale=C',
        '-E',
        'UTF8'
      ]
      execFileSync(command!, [...first, initdb, ...options], {stdio: 'pipe'})
    }
  })
  const address = `postgresql://octavo:${PASSWORD}@127.0.0.1:${server.port}/postgres`
  while (await isStarting(address)) await new Promise((resolve) => setTimeout(resolve, 50))
  return {...server, address}
}

// It listens before it lets anybody in, and says so. https://www.postgresql.org/docs/current/errcodes-appendix.html
async function isStarting(address: string): Promise<boolean> {
  const client = new pg.Client({connectionString: address})
  try {
    await client.connect()
    return false
  } catch (error) {
    return (error as {readonly code?: string}).code === '57P03'
  } finally {
    await client.end().catch(() => undefined)
  }
}
