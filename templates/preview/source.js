/* Where a number comes from: its query, row and column, and where it is handed on as it is, the cell of a data file. */
import {useEffect, useRef} from 'preact/hooks'
import {html} from './html.js'
import {useAnswer} from './live.js'
import {Frame} from './messages.js'

export function Source({number: {text, value, origins, edition}, scene, go, onClose}) {
  const axes = scene.axes.map(({name}) => name)
  const heading = useRef(null)
  useEffect(() => heading.current.focus(), [text, origins.join()])
  return html`<aside class="source" aria-labelledby="source-head">
    <header><h2 id="source-head" tabindex="-1" ref=${heading}>${text}</h2><button type="button" onClick=${onClose}>Close</button></header>
    ${value && value !== text && html`<p>As it is: <code>${value}</code></p>`}
    ${origins.slice(0, 12).map((origin) => html`<${One} key=${origin} origin=${origin} edition=${edition} isAxis=${axes.includes(/^[^[.]*/.exec(origin)[0])} go=${go} version=${scene.looks} onClose=${onClose} />`)}
  </aside>`
}

function One({origin, edition, isAxis, go, version, onClose}) {
  const answer = useAnswer(`/api/origin?edition=${encodeURIComponent(edition)}&origin=${encodeURIComponent(origin)}`, version)
  const [, query = '', row = '', column = ''] = /^([^[.]+)(\[.*\])?\.([^.\]]+)$/.exec(origin) ?? []
  const {now, cell, files = [], frame} = answer?.data ?? {}
  const show = () => (go({view: 'data', a: edition, query, row: `${query}${row}`}), onClose())
  return html`<section class="origin">
    <dl>
      <dt>${isAxis ? 'Axis' : 'Query'}</dt><dd><code>${query || origin}</code></dd>
      ${row && html`<dt>Row</dt><dd><code>${row.slice(1, -1)}</code></dd>`}
      ${column && html`<dt>Column</dt><dd><code>${column}</code></dd>`}
      ${now !== undefined && html`<dt>Value</dt><dd><code>${now === null ? 'not stated' : String(now)}</code></dd>`}
      ${cell && html`<dt>Cell</dt><dd><code>${cell.path}:${cell.line} ${cell.column}</code></dd>`}
      ${!cell && files.length > 0 && html`<dt>Reckoned from</dt><dd>${files.map(({path}) => html`<code key=${path}>${path}</code> `)}</dd>`}
    </dl>
    ${!answer && html`<p class="quiet" role="status">Asking the data …</p>`}
    ${answer?.wrong && html`<p class="quiet">${answer.wrong}</p>`}
    ${frame && html`<${Frame} ...${frame} />`}
    ${query && !isAxis && html`<button type="button" onClick=${show}>Rows of ${query}</button>`}
  </section>`
}
