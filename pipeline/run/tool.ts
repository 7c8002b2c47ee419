/** The running program's own name and version, and the date, as they stand in what it makes. */
import {createRequire} from 'node:module'

const {version} = createRequire(import.meta.url)('../../package.json') as {version: string}

/** The version of the package, as in `0.1.0`. */
export const VERSION = version
/** Name and version, as in `octavo 0.1.0`. */
export const TOOL = `octavo ${version}`
/** The version of Node that runs. */
export const NODE = process.versions.node

type Environment = Readonly<Record<string, string | undefined>>

/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799

/** The only date in what is made: the report's, or `SOURCE_DATE_EPOCH` in seconds where a packager sets it. */
export function releaseDate(release: string, env: Environment): string {
  const epoch = env['SOURCE_DATE_EPOCH']
  return epoch === undefined ? release : new Date(Number(epoch) * 1000).toISOString().slice(0, 10)
}

/** What is wrong with `SOURCE_DATE_EPOCH`, where it is set and says no day. */
export function senselessEpoch({SOURCE_DATE_EPOCH: epoch}: Environment): string | undefined {
  return epoch === undefined || (/^\d{1,12}$/.test(epoch) && Number(epoch) <= LAST_SECOND) ? undefined : epoch
}
