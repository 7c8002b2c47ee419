/* A PDF read, and its pages drawn: first those that are seen, then those near them, then their text, to be selected and searched. */

/* Pages this far from what is seen are drawn already, or forgotten again. */
const NEAR = 1200

/* One worker reads all PDFs of this page: to start one takes longer than to read a PDF. */
let reading

/** Load what reads PDFs, before there is one. */
export async function warmPdf() {
  reading ??= import('pdfjs').then((pdfjs) => {
    pdfjs.GlobalWorkerOptions.workerSrc = '/library/pdf.worker.mjs'
    return {...pdfjs, worker: new pdfjs.PDFWorker()}
  })
  return reading
}

/** A PDF: its pages, their sizes, and how it is forgotten. */
export async function openPdf(address) {
  const {getDocument, worker} = await warmPdf()
  const loading = getDocument({url: address, isEvalSupported: false, worker})
  const document = await loading.promise
  const pages = await Promise.all(Array.from({length: document.numPages}, (_, at) => document.getPage(at + 1)))
  return {pages, sizes: pages.map((page) => page.getViewport({scale: 1})), close: () => loading.destroy()}
}

/** The old picture of a page stays until the new one is drawn. When all that is seen is drawn, the box says of which file. */
export async function draw(state, box, width) {
  const {pdf, drawn} = state
  if (!pdf || !box || width <= 0) return
  const sheets = [...box.querySelectorAll('.sheet')]
  for (const [at, sheet] of sheets.entries()) if (!isWithin(sheet, box, NEAR)) forget(sheet, drawn, at)
  const drawAll = async (far) => {
    for (const [at, sheet] of sheets.entries()) if (isWithin(sheet, box, far)) await drawSheet(sheet, at, {state, pdf, width})
    return state.pdf === pdf
  }
  if (!(await drawAll(0))) return
  box.dataset.shown = state.address
  if (!(await drawAll(NEAR))) return
  for (const [at, sheet] of sheets.entries()) if (drawn.get(at)?.pdf === pdf) await writeText(sheet, at, {state, pdf, width})
}

function isWithin({offsetTop, offsetHeight}, {scrollTop, clientHeight}, far) {
  return offsetTop < scrollTop + clientHeight + far && offsetTop + offsetHeight > scrollTop - far
}

function forget(sheet, drawn, at) {
  sheet.replaceChildren()
  drawn.delete(at)
}

async function drawSheet(sheet, at, {state, pdf, width}) {
  const {drawn} = state
  const key = `${width} ${devicePixelRatio}`
  const done = drawn.get(at)
  if (state.pdf !== pdf || (done?.pdf === pdf && done.key === key)) return done?.drawing
  const viewport = viewportOf(pdf, at, width * devicePixelRatio)
  const canvas = Object.assign(document.createElement('canvas'), {width: Math.floor(viewport.width), height: Math.floor(viewport.height)})
  const drawing = pdf.pages[at].render({canvas, viewport}).promise.then(
    () => state.pdf === pdf && drawn.get(at)?.drawing === drawing && sheet.replaceChildren(canvas),
    () => drawn.get(at)?.drawing === drawing && drawn.delete(at)
  )
  drawn.set(at, {pdf, key, drawing})
  await drawing
}

// Over the picture, and not seen: what is found or selected is what is read there.
async function writeText(sheet, at, {state, pdf, width}) {
  const done = state.drawn.get(at)
  const {TextLayer} = await warmPdf()
  if (state.pdf !== pdf || done.isWritten) return
  done.isWritten = true
  const viewport = viewportOf(pdf, at, width)
  const text = Object.assign(document.createElement('div'), {className: 'text'})
  text.style.setProperty('--total-scale-factor', viewport.scale)
  const layer = new TextLayer({textContentSource: pdf.pages[at].streamTextContent(), container: text, viewport})
  // Whoever forgets the PDF ends this too.
  await layer.render().catch(() => undefined)
  if (state.drawn.get(at) === done) sheet.append(text)
}

function viewportOf({pages, sizes}, at, width) {
  return pages[at].getViewport({scale: width / sizes[at].width})
}
