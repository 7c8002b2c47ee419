/** Addresses of places in buckets, as they are typed: `s3://bucket/prefix?endpoint=http://localhost:9000&region=eu-west-1`. */
import {MachineError} from '../messages.ts'

/** A place in a bucket. */
export interface S3Address {
  readonly bucket: string
  /** Begins each key; empty, or ending with a slash. */
  readonly prefix: string
  /** Where the server is not the one of the region. */
  readonly endpoint?: string
  /** What the environment says, where left out. */
  readonly region?: string
  /** Whether the bucket stands in the path instead of the host; so it is where there is an endpoint, unless told otherwise. */
  readonly pathStyle: boolean
}

const KNOWN = ['endpoint', 'region', 'path-style']

/** Whether a text is meant as an address of this kind. */
export function isS3Address(text: string): boolean {
  return /^s3:/i.test(text)
}

/** Read an address. Throws a MachineError that says what is wrong; credentials in it are refused, since addresses are printed. */
export function readS3Address(text: string): S3Address {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.protocol !== 's3:' || url.hostname === '') throw refuse('an address')
  if (url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '')
    throw refuse('credentials, port or fragment in an address')
  const unknown = [...url.searchParams.keys()].find((key) => !KNOWN.includes(key))
  if (unknown !== undefined) throw refuse(`\`${unknown}\` in an address`)
  const endpoint = url.searchParams.get('endpoint') ?? undefined
  if (endpoint !== undefined && !/^https?:\/\/[^/@]+\/?$/.test(endpoint)) throw refuse('endpoint')
  const style = url.searchParams.get('path-style')
  if (style !== null && style !== 'true' && style !== 'false') throw refuse('`path-style`')
  const region = url.searchParams.get('region') ?? undefined
  const path = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '')
  return {
    bucket: url.hostname,
    prefix: path === '' ? '' : `${path}/`,
    ...(endpoint !== undefined && {endpoint}),
    ...(region !== undefined && {region}),
    pathStyle: style === null ? endpoint !== undefined : style === 'true'
  }
}

function refuse(what: string): MachineError {
  return new MachineError(
    `Unexpected ${what}, expected \`s3://bucket/prefix\``,
    'It may end with `?endpoint=https://host&region=name&path-style=true`. Credentials come from the environment or the files of the AWS command line.'
  )
}
