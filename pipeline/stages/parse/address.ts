/**
 * A web address that stands bare in a text becomes a link, as in GitHub's Markdown: without the punctuation of the sentence
 * behind it. In place of GitHub's rule, which takes every character but a blank, it ends where Chinese begins.
 */
import type {Code, Construct, Effects, Event, State, TokenizeContext} from 'micromark-util-types'
import {endsAddress} from '../../language/line-breaks.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    literalAutolink: 'literalAutolink'
    literalAutolinkHttp: 'literalAutolinkHttp'
    literalAutolinkWww: 'literalAutolinkWww'
  }
  interface Token {
    /** No label is open before it; the search for addresses of mail keeps the same mark. */
    _gfmAutolinkLiteralWalkedInto?: boolean
  }
}

/** `https://...` and `http://...`. */
export const webAddress: Construct = {
  name: 'webAddress',
  previous: (code) => !isAscii(code, /[a-z]/i),
  tokenize(effects, ok, nok) {
    return addressOf({prefixes: ['https://', 'http://'], token: 'literalAutolinkHttp', context: this}, effects, {ok, nok})
  }
}

/** `www.` and what follows. */
export const bareAddress: Construct = {
  name: 'bareAddress',
  previous: (code) => code === null || code <= 32 || endsAddress(code) || isAscii(code, /[(*_[\]~]/),
  tokenize(effects, ok, nok) {
    return addressOf({prefixes: ['www.'], token: 'literalAutolinkWww', context: this}, effects, {ok, nok})
  }
}

interface Kind {
  readonly prefixes: readonly string[]
  readonly token: 'literalAutolinkHttp' | 'literalAutolinkWww'
  readonly context: TokenizeContext
}

function addressOf({prefixes, token, context}: Kind, effects: Effects, {ok, nok}: {ok: State; nok: State}): State {
  let prefix = ''
  let open = 0
  return start

  function start(code: Code): State | undefined {
    if (isInsideLabel(context.events)) return nok(code)
    effects.enter('literalAutolink')
    effects.enter(token)
    return inPrefix(code)
  }

  function inPrefix(code: Code): State | undefined {
    const next = prefix + (code === null || code < 0 ? '\n' : String.fromCharCode(code).toLowerCase())
    if (prefixes.includes(prefix)) return host(code)
    if (!prefixes.some((whole) => whole.startsWith(next))) return nok(code)
    prefix = next
    effects.consume(code)
    return inPrefix
  }

  // A name begins with a letter or a digit.
  function host(code: Code): State | undefined {
    return isAscii(code, /[\da-z]/i) || (code !== null && code > 127 && !endsAddress(code)) ? inside(code) : nok(code)
  }

  function inside(code: Code): State | undefined {
    if (isEnd(code)) return finish(code)
    if (isAscii(code, /\(/)) open++
    else if (isAscii(code, /\)/) && open > 0) open--
    else if (isAscii(code, TRAILING)) return effects.check(trail, finish, take)(code)
    return take(code)
  }

  function take(code: Code): State {
    effects.consume(code)
    return inside
  }

  function finish(code: Code): State | undefined {
    effects.exit(token)
    effects.exit('literalAutolink')
    return ok(code)
  }
}

/** Punctuation that is the sentence's, where nothing but its like follows. */
const TRAILING = /[!"')*,.:;?_~\]&]/
// So many marks in a row are part of an address, or of none.
const LONGEST_TRAIL = 20

const trail: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let length = 0
    let isReference = false
    effects.enter('data')
    return inTrail

    function inTrail(code: Code): State | undefined {
      if (isEnd(code)) return leave(code, ok)
      if (isReference && isAscii(code, /[a-z\d;]/i)) isReference = !isAscii(code, /;/)
      else if (isAscii(code, /&/)) isReference = true
      else if (!isAscii(code, TRAILING)) return leave(code, nok)
      if (++length > LONGEST_TRAIL) return leave(code, nok)
      effects.consume(code)
      return code === CLOSING_BRACKET ? afterBracket : inTrail
    }

    function afterBracket(code: Code): State | undefined {
      return isAscii(code, /[([]/) ? leave(code, ok) : inTrail(code)
    }

    function leave(code: Code, to: State): State | undefined {
      effects.exit('data')
      return to(code)
    }
  }
}

const CLOSING_BRACKET = 93

// A bracket is the sentence's: `https://a.b/c[1]` has a mark behind it.
function isEnd(code: Code): boolean {
  return code === null || code <= 32 || code === 127 || isAscii(code, /[<[]/) || endsAddress(code)
}

function isAscii(code: Code, pattern: RegExp): boolean {
  return code !== null && code > 0 && code < 128 && pattern.test(String.fromCharCode(code))
}

// The words of a link hold no other link. Each event is looked at once.
function isInsideLabel(events: readonly Event[]): boolean {
  for (let index = events.length - 1; index >= 0; index--) {
    const token = events[index]![1]
    if ((token.type === 'labelLink' || token.type === 'labelImage') && token._balanced !== true) return true
    if (token._gfmAutolinkLiteralWalkedInto === true) break
  }
  const last = events.at(-1)
  if (last !== undefined) last[1]._gfmAutolinkLiteralWalkedInto = true
  return false
}
