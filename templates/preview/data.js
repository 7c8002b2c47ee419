/* The queries of an edition, and the rows that it is given of one. */
import {html} from './html.js'
import {useAnswer} from './live.js'
import {Rows} from './rows.js'
import {Picker} from './picker.js'

export function Data({scene, route, go, onNumber}) {
  const version = `${scene.looks}`
  const found = useAnswer(`/api/figures?edition=${encodeURIComponent(route.a)}`, version)
  const queries = [...new Set([...(found?.data?.queries ?? []), ...(route.query ? [route.query] : [])])].sort()
  const query = route.query || queries[0]
  return html`<div class="split">
    <${Picker} scene=${scene} route=${route} go=${go} label="Queries" items=${queries.map((id) => ({id, name: id}))} chosen=${query} onPick=${(id) => go({query: id, row: ''})} />
    <div class="detail">
      ${found?.wrong && html`<p class="quiet">${found.wrong}</p>`}
      ${query && html`<${Rows} edition=${route.a} query=${query} row=${route.row} version=${version} onNumber=${onNumber} />`}
    </div>
  </div>`
}
