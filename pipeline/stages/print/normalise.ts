/** Takes out of a PDF what differs between two prints of one page, at equal length, so that no offset moves. */

/** Dates become the same date, and the ids of structure elements, which count up in the browser, count from 1. */
export function normalise(pdf: Buffer): Uint8Array {
  const text = pdf.toString('latin1')
  const copy = Buffer.from(pdf)
  for (const {index, 1: key = ''} of text.matchAll(/\/(CreationDate|ModDate) \(D:\d{14}/g)) {
    copy.write('19700101000000', index + key.length + 5, 'latin1')
  }
  const nodes = [...text.matchAll(/\(node(\d{8})\)/g)]
  // Sorted, so that the tree that lists them stays in order.
  const numbers = new Map(
    [...new Set(nodes.map(([, node]) => node))].sort().map((node, index) => [node, String(index + 1).padStart(8, '0')])
  )
  for (const {index, 1: node} of nodes) copy.write(numbers.get(node) ?? '', index + 5, 'latin1')
  return copy
}
