/** What lies at an address of the web, whole, within limits. A redirect leads to no address of a private network. */
import {lookup} from 'node:dns'
import {get as getPlain, type IncomingMessage} from 'node:http'
import {get as getSecure} from 'node:https'
import {BlockList, isIP} from 'node:net'
import {ReportError, type Message} from '../messages.ts'

/** How much is taken, and how long is waited. */
export interface DownloadLimits {
  /** Bytes. */
  readonly most: number
  readonly milliseconds: number
}

const MOST_HOPS = 5

/** Download a file. Throws a ReportError with the one thing that kept it from coming. */
export async function download(address: string, {most, milliseconds}: DownloadLimits): Promise<Uint8Array> {
  const wrong = (rule: string, reason: string, note: string) => new ReportError([about(address, {rule, reason, note})])
  const signal = AbortSignal.timeout(milliseconds)
  let at = new URL(address)
  try {
    for (let hop = 0; hop <= MOST_HOPS; hop++) {
      const response = await ask(at, {isRedirected: hop > 0, signal})
      const {statusCode = 0, headers} = response
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.destroy()
        at = new URL(headers.location, at)
        continue
      }
      if (statusCode !== 200) {
        response.destroy()
        throw wrong(
          'address-answers',
          `Unexpected answer ${statusCode} of the server, expected the file`,
          'Mend the address in datapackage.json, or ask whoever keeps it.'
        )
      }
      return await whole(response, most, wrong)
    }
    throw wrong(
      'address-answers',
      `Unexpected chain of more than ${MOST_HOPS} redirects, expected the file`,
      'Write the address where it ends.'
    )
  } catch (error) {
    if (error instanceof ReportError) throw error
    if (error instanceof PrivateAddress)
      throw wrong(
        'redirect-stays-public',
        'Unexpected redirect into a private network, expected a public address',
        'Write the address itself where you trust it.'
      )
    if (signal.aborted)
      throw wrong(
        'address-answers',
        `Unexpected silence for ${milliseconds / 1000} seconds, expected the whole file`,
        'Try again later.'
      )
    const {code = 'no answer'} = error as {code?: string}
    throw wrong(
      'address-answers',
      `Unexpected failure of the connection (${code}), expected the file`,
      'See that the address is right and the network is there.'
    )
  }
}

/** A message about an address. */
export function about(address: string, words: Pick<Message, 'rule' | 'reason' | 'note'>): Message {
  return {severity: 'error', path: address, ...words}
}

class PrivateAddress extends Error {}

interface Asking {
  readonly isRedirected: boolean
  readonly signal: AbortSignal
}

function ask(url: URL, {isRedirected, signal}: Asking): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isRedirected && isIP(host) !== 0 && isPrivate(host)) throw new PrivateAddress()
  const get = url.protocol === 'https:' ? getSecure : getPlain
  return new Promise((resolve, reject) => {
    get(url, {signal, headers: {'user-agent': 'octavo'}, ...(isRedirected && {lookup: lookupPublic})}, resolve).once(
      'error',
      reject
    )
  })
}

// The address that is checked is the one that is asked: names cannot change between the two.
const lookupPublic: typeof lookup = ((host: string, options: object, done: (error: Error | null, ...rest: unknown[]) => void) => {
  lookup(host, {...options, all: true}, (error, found) => {
    if (error !== null) done(error)
    else if (found.some(({address}) => isPrivate(address))) done(new PrivateAddress())
    else if ((options as {all?: boolean}).all === true) done(null, found)
    else done(null, found[0]?.address, found[0]?.family)
  })
}) as typeof lookup

async function whole(
  response: IncomingMessage,
  most: number,
  wrong: (rule: string, reason: string, note: string) => ReportError
): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length
    if (size > most) {
      response.destroy()
      throw wrong(
        'file-is-of-a-size',
        `Unexpected file of more than ${most} bytes, expected at most so many`,
        'Ask for a part of it, or sum it up.'
      )
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function isPrivate(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const list = new BlockList()
  for (const [net, bits] of PRIVATE_4) list.addSubnet(net, bits, 'ipv4')
  for (const [net, bits] of PRIVATE_6) list.addSubnet(net, bits, 'ipv6')
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3]
] as const
const PRIVATE_6 = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8]
] as const
