/**
 * Objects of a bucket, asked for patiently: a server that is away for a while, or busy, is asked again for a minute. Nothing
 * here relies on a condition of a PUT, which not all servers keep.
 */
import type {S3Client} from '@aws-sdk/client-s3'
import {MachineError} from '../messages.ts'
import {readS3Address} from './s3-address.ts'

/** The objects below a prefix. */
export interface Objects {
  get(key: string): Promise<Uint8Array | undefined>
  /** What an object says of itself; nothing where there is none. */
  head(key: string): Promise<{readonly size: number; readonly digest?: string} | undefined>
  put(key: string, bytes: Uint8Array, label?: Label): Promise<void>
  remove(key: string): Promise<void>
}

/** What is written on an object. */
export interface Label {
  /** Media type; bytes of no kind where left out. */
  readonly kind?: string | undefined
  /** SHA-256 of its bytes, to be read without them. */
  readonly digest?: string
}

/** Milliseconds for which a server that does not answer is asked again, between two attempts at most, and for one attempt. */
const PATIENCE = 60_000
const PAUSE = 2_000
const ATTEMPT = 30_000

/** Objects at an address. Nothing is loaded or asked before the first. Throws a MachineError for an address that means nothing. */
export function openObjects(address: string): Objects {
  const {bucket, prefix, endpoint, region, pathStyle} = readS3Address(address)
  let loading: ReturnType<typeof load> | undefined

  async function load() {
    const sdk = await import('@aws-sdk/client-s3')
    const client: S3Client = new sdk.S3Client({
      ...(endpoint !== undefined && {endpoint}),
      ...(region !== undefined ? {region} : endpoint !== undefined && {region: process.env['AWS_REGION'] ?? 'us-east-1'}),
      forcePathStyle: pathStyle,
      maxAttempts: 1,
      // A sum of our own is the name of the content; not every server knows those that the client would add.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {connectionTimeout: ATTEMPT / 6, requestTimeout: ATTEMPT, throwOnRequestTimeout: true}
    })
    return {sdk, client}
  }

  async function ask<Answer>(work: (loaded: Awaited<ReturnType<typeof load>>) => Promise<Answer>): Promise<Answer> {
    const start = performance.now()
    for (let pause = PAUSE / 8; ; pause = Math.min(PAUSE, pause * 2)) {
      try {
        return await work(await (loading ??= load()))
      } catch (error) {
        if (!isPassing(error) || performance.now() - start > PATIENCE) throw tell(error, bucket)
        await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random() / 2)))
      }
    }
  }

  // Only who reads may take it for an answer that there is nothing: to write is never done by that.
  async function read<Answer>(work: (loaded: Awaited<ReturnType<typeof load>>) => Promise<Answer>): Promise<Answer | undefined> {
    return ask((loaded) =>
      work(loaded).catch((error: unknown) => {
        if (isMissing(error)) return undefined
        throw error
      })
    )
  }

  const at = (key: string) => ({Bucket: bucket, Key: prefix + key})
  return {
    get: (key) =>
      read(async ({sdk, client}) => (await client.send(new sdk.GetObjectCommand(at(key)))).Body?.transformToByteArray()),
    head: (key) =>
      read(async ({sdk, client}) => {
        const {ContentLength: size = 0, Metadata} = await client.send(new sdk.HeadObjectCommand(at(key)))
        const digest = Metadata?.['sha256']
        return {size, ...(digest !== undefined && {digest})}
      }),
    async put(key, bytes, {kind = 'application/octet-stream', digest} = {}) {
      const sum = digest !== undefined && {Metadata: {sha256: digest}}
      const given = {...at(key), Body: bytes, ContentLength: bytes.length, ContentType: kind, ...sum}
      await ask(async ({sdk, client}) => client.send(new sdk.PutObjectCommand(given)))
    },
    async remove(key) {
      await ask(async ({sdk, client}) => client.send(new sdk.DeleteObjectCommand(at(key))))
    }
  }
}

/** What the client tells of an error besides its name. */
interface Refusal extends Error {
  readonly code?: string
  readonly $metadata?: {readonly httpStatusCode?: number}
}

// A bucket that is missing is an error; an object that is, is an answer.
function isMissing(error: unknown): boolean {
  const {name, $metadata} = error as Refusal
  return name === 'NoSuchKey' || name === 'NotFound' || ($metadata?.httpStatusCode === 404 && name !== 'NoSuchBucket')
}

// Without an answer, or one that says to come again. 507 says that there is no room. What the system does not name is no
// matter of the way there, and would be the same the next time.
function isPassing(error: unknown): boolean {
  const {name, code, $metadata} = error as Refusal
  const status = $metadata?.httpStatusCode
  if (status === undefined) return code !== undefined || name === 'TimeoutError'
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 507)
}

function tell(error: unknown, bucket: string): MachineError {
  const {name, code, message, $metadata} = error as Refusal
  const status = $metadata?.httpStatusCode
  const word = code ?? (status === undefined ? message : name)
  if (status === 507 || /full|quota|insufficient/i.test(word))
    return new MachineError(`No room is left in the bucket \`${bucket}\``, `The server says: ${word}.`, error)
  if (status === undefined)
    return new MachineError(
      `The bucket \`${bucket}\` cannot be reached`,
      `The last attempt said: ${word}. Credentials come from the environment or the files of the AWS command line.`,
      error
    )
  return new MachineError(
    `The bucket \`${bucket}\` refused what was asked`,
    `The server says: ${word}. Credentials come from the environment or the files of the AWS command line.`,
    error
  )
}
