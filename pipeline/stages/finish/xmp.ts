/** From metadata to the XMP packet that libraries and search engines read. */
import type {PdfMetadata} from '../../pdf/metadata.ts'

/** An RDF document in Dublin Core, XMP and PDF terms, as ISO 16684-1 has it. */
export function xmp({title, author, subject, keywords, language, date, tool}: PdfMetadata, producer: string): string {
  const moment = `${date}T00:00:00Z`
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">',
    '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>',
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
    SCHEMAS,
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="r"?>'
  ].join('\n')
}

// PDF/A wants a description of every schema that it does not know itself.
const SCHEMAS = [
  '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">',
  '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>',
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>',
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>',
  '<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>',
  '<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>',
  '</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>'
].join('\n')

function inDefaultLanguage(text: string): string {
  return `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`
}

function item(text: string): string {
  return `<rdf:li>${escapeXml(text)}</rdf:li>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
