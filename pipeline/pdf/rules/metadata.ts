/** Rules for what a file says of itself: the packet of metadata, and the information dictionary beside it. */
import {bytesIn} from '../objects.ts'
import type {Examined} from './examined.ts'
import {look, lookMap, lookStream} from './look.ts'
import {unless, type Fault, type Rule} from './rule.ts'

/** Rules for metadata. */
export const metadataRules: readonly Rule[] = [
  {
    name: 'metadata-are-there',
    clause: 'ISO 19005-3 6.6.2.1',
    faults: (examined) =>
      unless(packetOf(examined) !== undefined, {
        reason: 'Unexpected document without a packet of metadata, expected XMP as `Metadata` of the catalog'
      })
  },
  {
    name: 'metadata-name-pdf-a-3a',
    clause: 'ISO 19005-3 6.6.4',
    faults: saying((packet) => property(packet, 'pdfaid:part') === '3' && property(packet, 'pdfaid:conformance') === 'A', {
      reason: 'Unexpected metadata that do not name PDF/A-3a, expected `pdfaid:part` 3 and `pdfaid:conformance` A'
    })
  },
  {
    name: 'metadata-name-pdf-ua-1',
    clause: 'ISO 14289-1 5',
    faults: saying((packet) => property(packet, 'pdfuaid:part') === '1', {
      reason: 'Unexpected metadata that do not name PDF/UA-1, expected `pdfuaid:part` 1'
    })
  },
  {
    name: 'metadata-have-a-title',
    clause: 'ISO 14289-1 7.1',
    faults: saying((packet) => (property(packet, 'dc:title') ?? '') !== '', {
      reason: 'Unexpected metadata without `dc:title`, expected the title of the document'
    })
  },
  {name: 'metadata-describe-their-schemas', clause: 'ISO 19005-3 6.6.2.3', faults: schemas},
  {name: 'information-agrees-with-metadata', clause: 'ISO 32000-1 14.3', faults: information}
]

/** The packet of metadata, where there is one. */
export function packetOf({file, catalog}: Examined): string | undefined {
  const bytes = lookStream(file, catalog.get('Metadata'))
  const packet = bytes === undefined ? '' : Buffer.from(bytes).toString()
  return packet.includes('<rdf:RDF') ? packet : undefined
}

// A file without a packet breaks one rule, not all of them.
function saying(holds: (packet: string) => boolean, fault: Fault): Rule['faults'] {
  return (examined) => {
    const packet = packetOf(examined)
    return packet === undefined ? [] : unless(holds(packet), fault)
  }
}

/** A property as an element, in a list of one or more items, or as an attribute. */
export function property(packet: string, name: string): string | undefined {
  const element = new RegExp(`<${name}(?:\\s[^>]*)?>([^]*?)</${name}>`).exec(packet)?.[1]
  if (element === undefined) return unescapeXml(new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(packet)?.[1])
  const items = [...element.matchAll(/<rdf:li(?:\s[^>]*)?>([^]*?)<\/rdf:li>/g)].map(([, item]) => item ?? '')
  return unescapeXml(element.includes('<rdf:') ? items.join(', ') : element)?.trim()
}

function unescapeXml(text: string | undefined): string | undefined {
  return text
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

/** Namespaces that PDF/A knows itself, and those of its own description. */
const KNOWN =
  /^(?:http:\/\/purl\.org\/dc\/elements\/1\.1\/|http:\/\/ns\.adobe\.com\/(?:xap|pdf|photoshop|tiff|exif|camera-raw-settings|xmp)\b.*|http:\/\/www\.w3\.org\/.*|http:\/\/www\.aiim\.org\/pdfa\/ns\/.*|adobe:ns:meta\/)$/

function* schemas(examined: Examined): Iterable<Fault> {
  const packet = packetOf(examined) ?? ''
  const described = [...packet.matchAll(/<pdfaSchema:namespaceURI>([^<]*)</g)].map(([, uri]) => uri)
  const spaces = new Set([...packet.matchAll(/\sxmlns:[\w-]+\s*=\s*["']([^"']*)["']/g)].map(([, uri = '']) => uri))
  for (const uri of spaces)
    if (!KNOWN.test(uri) && !described.includes(uri))
      yield {
        reason: `Unexpected namespace \`${uri.slice(0, 80)}\` in the metadata, expected a description of its schema beside it`
      }
}

/** Keys of the information dictionary and the properties that say the same. */
const PAIRS: Readonly<Record<string, string>> = {
  Title: 'dc:title',
  Author: 'dc:creator',
  Subject: 'dc:description',
  Keywords: 'pdf:Keywords',
  Creator: 'xmp:CreatorTool',
  Producer: 'pdf:Producer',
  CreationDate: 'xmp:CreateDate',
  ModDate: 'xmp:ModifyDate'
}

function* information(examined: Examined): Iterable<Fault> {
  const {file} = examined
  const packet = packetOf(examined)
  const dictionary = lookMap(file, {kind: 'reference', number: file.info})
  if (packet === undefined || dictionary === undefined) return
  for (const [key, name] of Object.entries(PAIRS)) {
    const bytes = bytesIn(look(file, dictionary.get(key)))
    const told = property(packet, name)
    const isAbsent = name === 'dc:title' && told === ''
    if (bytes !== undefined && told !== undefined && !isAbsent && comparable(key, textIn(bytes)) !== comparable(key, told))
      yield {
        reason: `Unexpected \`${key}\` that is not \`${name}\` of the metadata, expected the same in both`,
        object: file.info
      }
  }
}

// A date has its digits only: `D:20240415000000Z` is `2024-04-15T00:00:00Z`.
function comparable(key: string, text: string): string {
  return key.endsWith('Date') ? text.replaceAll(/\D/g, '') : text.trim()
}

/** A text string: UTF-16 behind its mark, else a byte a character. */
export function textIn(bytes: string): string {
  return bytes.startsWith('\xfe\xff') ? Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le') : bytes
}
