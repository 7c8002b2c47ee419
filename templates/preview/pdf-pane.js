/* A PDF as its pages, drawn as far as they are seen. A new one takes the stead of the old page by page, in the same place. */
import {useEffect, useLayoutEffect, useRef, useState} from 'preact/hooks'
import {html} from './html.js'
import {draw, openPdf, warmPdf} from './pdf-pages.js'

const GAP = 16

/** `destinations`: pages by the ids of what stands on them, so that a page and a PDF can be scrolled together. */
export function PdfPane({address, title, destinations = {}, hold, onWord}) {
  const box = useRef(null)
  const state = useRef({pdf: undefined, quietUntil: 0, drawn: new Map()})
  const [sizes, setSizes] = useState([])
  const [width, setWidth] = useState(0)
  const [isWrong, setWrong] = useState(false)
  const known = useRef(destinations)
  known.current = destinations

  useEffect(() => {
    const observer = new ResizeObserver(([{target}]) => setWidth(Math.min(920, target.clientWidth - 2 * GAP)))
    observer.observe(box.current)
    hold?.({go})
    warmPdf()
    return () => (observer.disconnect(), state.current.pdf?.close())
  }, [])

  useLayoutEffect(() => {
    let isOld = false
    if (address)
      openPdf(address).then(
        (pdf) => {
          if (isOld) return pdf.close()
          state.current.pdf?.close()
          state.current.pdf = pdf
          state.current.address = address
          setWrong(false)
          setSizes(pdf.sizes)
        },
        () => isOld || setWrong(true)
      )
    return () => (isOld = true)
  }, [address])

  useLayoutEffect(() => {
    if (width > 0) void draw(state.current, box.current, width)
  }, [sizes, width])

  function tops() {
    return [...box.current.querySelectorAll('.sheet')].map(({offsetTop}) => offsetTop - GAP)
  }

  function scrolled() {
    void draw(state.current, box.current, width)
    if (performance.now() < state.current.quietUntil) return
    const all = tops()
    const {scrollTop, scrollHeight, clientHeight} = box.current
    const at = Math.max(0, all.findLastIndex((top) => top <= scrollTop))
    const height = (all[at + 1] ?? scrollHeight) - all[at]
    const id = Object.entries(known.current).findLast(([, page]) => page <= at + 1)?.[0] ?? ''
    const end = scrollHeight - clientHeight - scrollTop < 2
    onWord({octavo: 'place', place: {page: at, inPage: (scrollTop - all[at]) / height, id, offset: 0, part: 0, end}})
  }

  function go({page, inPage, id, end}) {
    state.current.quietUntil = performance.now() + 120
    const all = tops()
    const to = page ?? (known.current[id] ? known.current[id] - 1 : undefined)
    if (end && page === undefined) return (box.current.scrollTop = box.current.scrollHeight)
    if (to === undefined || all.length === 0) return undefined
    const at = Math.min(to, all.length - 1)
    box.current.scrollTop = all[at] + (inPage ?? 0) * ((all[at + 1] ?? box.current.scrollHeight) - all[at])
  }

  return html`<div class="pdf" ref=${box} tabindex="0" role="group" aria-label=${title} onScroll=${scrolled}>
    ${!address && html`<p class="quiet">This PDF is being made.</p>`}
    ${isWrong && html`<p class="quiet">This PDF could not be read.</p>`}
    ${sizes.map((size, at) => html`<div
      key=${at} class="sheet" role="group" aria-label=${`Page ${at + 1} of ${sizes.length}`}
      style=${{width: `${width}px`, height: `${Math.round((width * size.height) / size.width)}px`}}
    ></div>`)}
  </div>`
}
