/** From metadata to the XMP packet that libraries and search engines read. */
import type {PdfMetadata} from './metadata.ts'

/** What a file says of the standards that it keeps: properties of XMP, the namespaces of these, and descriptions of their schemas. */
export interface Claims {
  readonly namespaces: Readonly<Record<string, string>>
  readonly properties: Readonly<Record<string, string>>
  /** RDF, where a standard wants it. */
  readonly schemas?: string
}

/** An RDF document in Dublin Core, XMP and PDF terms, as ISO 16684-1 has it. */
export function xmp(
  {title, author, subject, keywords, language, date, tool}: PdfMetadata,
  producer: string,
  {namespaces, properties, schemas}: Claims
): string {
  const claimed = Object.entries(properties).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
  const named = Object.entries({...NAMESPACES, ...namespaces}).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  const moment = `${date}T00:00:00Z`
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about=""${named.join('')}>`,
    claimed.join(''),
    '<dc:format>application/pdf</dc:format>',
    `<dc:title>${inDefaultLanguage(title)}</dc:title>`,
    `<dc:creator><rdf:Seq>${item(author)}</rdf:Seq></dc:creator>`,
    `<dc:description>${inDefaultLanguage(subject)}</dc:description>`,
    `<dc:subject><rdf:Bag>${keywords.map(item).join('')}</rdf:Bag></dc:subject>`,
    `<dc:language><rdf:Bag>${item(language)}</rdf:Bag></dc:language>`,
    `<pdf:Keywords>${escapeXml(keywords.join(', '))}</pdf:Keywords>`,
    `<pdf:Producer>${escapeXml(producer)}</pdf:Producer>`,
    `<xmp:CreatorTool>${escapeXml(tool)}</xmp:CreatorTool>`,
    `<xmp:CreateDate>${moment}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${moment}</xmp:ModifyDate>`,
    `<xmp:MetadataDate>${moment}</xmp:MetadataDate>`,
    '</rdf:Description>',
    ...(schemas === undefined ? [] : [schemas]),
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="r"?>'
  ].join('\n')
}

const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  pdf: 'http://ns.adobe.com/pdf/1.3/'
}

function inDefaultLanguage(text: string): string {
  return `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`
}

function item(text: string): string {
  return `<rdf:li>${escapeXml(text)}</rdf:li>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
