/**
 * Limits of the syntax that others define: what looks like a directive and is prose stays prose, and bare
 * addresses are found by our own rule.
 */
import type {Construct, Extension, State, Token, TokenizeContext} from 'micromark-util-types'
import type {Processor} from 'unified'
import {bareAddress, webAddress} from './address.ts'
import {isDirectiveName} from './nearly.ts'

/** A plug-in of unified that comes after those whose constructs it narrows. */
export function octavoGate(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions = (data.micromarkExtensions ?? []).map((extension) => narrowed(extension as Extension))
  // Addresses are found by the tokenizer; a second search through the finished tree would take Chinese in again.
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).map((extension) =>
    [extension].flat().map((own) => ({...own, transforms: []}))
  )
}

function narrowed(extension: Extension): Extension {
  return {
    ...extension,
    ...(extension.text && {text: mapConstructs(extension.text)}),
    ...(extension.flow && {flow: mapConstructs(extension.flow)})
  }
}

type Constructs = NonNullable<Extension['text']>

function mapConstructs(constructs: Constructs): Constructs {
  return Object.fromEntries(
    Object.entries(constructs).map(([code, found]) => [code, [found ?? []].flat().map((item) => narrow(item, code))])
  )
}

const COLON = '58'

// The constructs of directives have no names; the tokens that they make have.
function narrow(construct: Construct, code: string): Construct {
  if (construct.name === 'protocolAutolink') return webAddress
  if (construct.name === 'wwwAutolink') return bareAddress
  return code === COLON ? {...construct, tokenize: gated(construct.tokenize)} : construct
}

function gated(tokenize: Construct['tokenize']): Construct['tokenize'] {
  return function (this: TokenizeContext, effects, ok, nok) {
    const decide: State = (code) => (isDirective(this) ? ok(code) : nok(code))
    return tokenize.call(this, effects, decide, nok)
  }
}

// A container is never prose. Only what was read of this directive is looked at.
function isDirective({events, sliceSerialize}: TokenizeContext): boolean {
  const index = events.findLastIndex(([kind, {type}]) => kind === 'enter' && /^directive(Text|Leaf|Container)Name$/.test(type))
  const name = events[index]?.[1]
  if (name === undefined || nameOf(name) === 'directiveContainerName') return true
  const own = new Set(events.slice(index).map(([, token]) => nameOf(token)))
  const has = (part: string) => own.has(nameOf(name).replace('Name', part))
  return isDirectiveName(sliceSerialize(name), {
    isLeaf: nameOf(name) === 'directiveLeafName',
    hasLabel: has('Label'),
    hasAttributes: has('AttributeInitializerMarker') || has('AttributeId')
  })
}

// The types of tokens that others define are not all declared.
function nameOf({type}: Token): string {
  return type
}
