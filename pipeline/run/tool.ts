/** The running program's own name and version, and the date, as they stand in what it makes. */
import {createRequire} from 'node:module'

const {version} = createRequire(import.meta.url)('../../package.json') as {version: string}

export const TOOL = `octavo ${version}`
export const NODE = process.versions.node

/** The only date in what is made: the report's, or `SOURCE_DATE_EPOCH` in seconds where a packager sets it. */
export function releaseDate(release: string, env: Readonly<Record<string, string | undefined>>): string {
  const epoch = env['SOURCE_DATE_EPOCH']
  return epoch !== undefined && /^\d+$/.test(epoch) ? new Date(Number(epoch) * 1000).toISOString().slice(0, 10) : release
}
