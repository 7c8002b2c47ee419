/** The DuckDB of a build, opened: what lies in it, and the connections that share it. */
import type {DuckDBConnection} from '@duckdb/node-api'
import {MachineError} from '../../messages.ts'
import {createExactness, createKnownQueries, layMacros, type Exactness} from './exactness.ts'
import {createLanes, type Lanes} from './lanes.ts'
import {quoted} from './load-table.ts'
import {createShelf, type Shelf} from './shelf.ts'
import {createSight, type Sight} from './sight.ts'

/** A connection, what it sees, and how it is asked so that nothing is rounded. */
export interface Lane {
  readonly connection: DuckDBConnection
  readonly sight: Sight
  readonly exactness: Exactness
}

/** An open database. */
export interface OpenDatabase {
  readonly lanes: Lanes<Lane>
  readonly shelf: Shelf
  /** A run has ended: forget what is of no use any more. */
  sweep(): Promise<void>
  close(): void
}

// The answer of one thread hangs on no other.
const SETTINGS = {
  threads: '1',
  memory_limit: '1GB',
  temp_directory: '',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  enable_external_access: 'false',
  errors_as_json: 'true'
}

/** Open a database in memory. Throws a {@link MachineError} where there is no DuckDB. */
export async function openDatabase(): Promise<OpenDatabase> {
  const {DuckDBInstance} = await import('@duckdb/node-api').catch((error: unknown) => {
    throw new MachineError('DuckDB cannot be loaded', 'Run `npm ci` again on this machine: its binary differs by system.', error)
  })
  const instance = await DuckDBInstance.create(':memory:', SETTINGS)
  const [shelf, known] = [createShelf(), createKnownQueries()]

  async function openLane(): Promise<Lane> {
    const connection = await instance.connect()
    await connection.run("set TimeZone = 'UTC'")
    return {connection, sight: createSight(connection), exactness: createExactness(connection, known)}
  }

  const [first, second] = [await openLane(), await openLane()]
  await layMacros(first.connection)
  await first.connection.run('set lock_configuration = true')
  const lanes = createLanes([first, second])

  async function sweep(all: readonly Lane[]): Promise<void> {
    known.trees.sweep()
    known.understood.sweep()
    const old = shelf.sweep()
    for (const {sight} of all) await sight.forget(new Set(old))
    for (const name of old) await first.connection.run(`drop table ${quoted(name)}`)
  }

  return {lanes, shelf, sweep: () => lanes.alone(sweep), close: () => instance.closeSync()}
}
