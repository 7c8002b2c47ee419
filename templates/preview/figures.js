/* One figure of an edition alone, and beside it the rows that it is drawn from. */
import {html} from './html.js'
import {useAnswer} from './live.js'
import {PagePane} from './page-pane.js'
import {Rows} from './rows.js'
import {Picker} from './picker.js'

export function Figures({scene, route, go, onNumber, onKey}) {
  const edition = scene.byId.get(route.a)
  const version = `${scene.looks} ${edition?.html.digest}`
  const found = useAnswer(`/api/figures?edition=${encodeURIComponent(route.a)}`, version)
  const figures = found?.data?.figures ?? []
  const figure = figures.find(({id}) => id === route.figure) ?? figures[0]
  const hear = (word) => {
    if (word.octavo === 'number') onNumber({...word, edition: route.a})
    if (word.octavo === 'key') onKey(String(word.key))
  }
  return html`<div class="split">
    <${Picker} scene=${scene} route=${route} go=${go} label="Figures" items=${figures.map(({id, title}) => ({id, name: title || id}))} chosen=${figure?.id} onPick=${(id) => go({figure: id})} />
    <div class="detail figure">
      ${found?.wrong && html`<p class="quiet">${found.wrong}</p>`}
      ${found?.data && figures.length === 0 && html`<p class="quiet">This edition has no figures.</p>`}
      ${figure && edition?.html.digest && html`
        <${PagePane} key=${figure.id} address=${`/report/${edition.path}.html?alone=${encodeURIComponent(figure.id)}&v=${edition.html.digest}`} title=${`Figure ${figure.id}`} onWord=${hear} />
        <p class="quiet paths">Drawn by <code>${figure.path}</code> from these rows:</p>
        <${Rows} edition=${route.a} query=${figure.query} version=${version} onNumber=${onNumber} />`}
    </div>
  </div>`
}
