/** A PDF -> the text of each page, read in a kept page by pdf.js: as it stands in the file, not as it was meant. */
import {call, type KeptPage} from './page.ts'
import {loadLibrary, type Library} from './pdf-pages.ts'

/** The text of each page, without running heads and page numbers. Throws where the file is no PDF. */
export async function readPageTexts(kept: KeptPage, pdf: Uint8Array): Promise<readonly string[]> {
  await loadLibrary(kept)
  const [texts] = await kept.evaluate(call(read, {pdf: Buffer.from(pdf).toString('base64')}))
  return texts
}

// Sent into the page as text: it may use nothing of this file but its argument.
async function read({pdf}: {pdf: string}): Promise<readonly string[]> {
  const {pdfjs} = globalThis as unknown as {pdfjs: Library}
  const data = Uint8Array.from(atob(pdf), (character) => character.charCodeAt(0))
  const document_ = await pdfjs.getDocument({data, useWorkerFetch: false, useWasm: false}).promise
  const texts: string[] = []
  for (let number = 1; number <= document_.numPages; number++) {
    const {items} = await (await document_.getPage(number)).getTextContent({includeMarkedContent: true})
    const marks: boolean[] = []
    let text = ''
    for (const {type = '', tag, str = '', hasEOL} of items) {
      if (type.startsWith('beginMarkedContent')) marks.push(tag === 'Artifact')
      else if (type === 'endMarkedContent') marks.pop()
      else if (!marks.includes(true)) text += str + (hasEOL ? '\n' : '')
    }
    texts.push(text)
  }
  return texts
}
