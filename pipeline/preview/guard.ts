/**
 * Whose requests are answered.
 *
 * The server listens on this machine, but any page of the web that is open in its browser may send requests here. It is answered
 * only under a name that no other site can have (else a site could give its own name this machine's address, and read all), only
 * where it reads, and what is the preview's own only to the preview's own page.
 */
import type {IncomingHttpHeaders} from 'node:http'
import {isIP} from 'node:net'

/** A request, as far as it is judged. */
export interface Judged {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The host that was given to listen at. */
  readonly host: string
}

/** Why a request is refused, as a status and a sentence; nothing where it is not. */
export function refusalOf({method, path, headers, host}: Judged): {readonly status: number; readonly reason: string} | undefined {
  if (!isOurName(headers.host ?? '', host))
    return {status: 403, reason: 'Unexpected host, expected the address that `octavo preview` tells.'}
  if (method !== 'GET' && method !== 'HEAD') return {status: 405, reason: 'Expected GET.'}
  const site = headers['sec-fetch-site']
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none'
  if (isForeign && isOwn(path)) return {status: 403, reason: 'Unexpected request from another page.'}
  return undefined
}

// An address is no name that somebody could have given to this machine.
function isOurName(header: string, host: string): boolean {
  const name = header
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase()
  return isIP(name) !== 0 || name === 'localhost' || name === host.toLowerCase()
}

// Pages of a report are in frames of an origin of their own, and so are strangers to the rest.
function isOwn(path: string): boolean {
  return path === '/events' || path.startsWith('/api/')
}
