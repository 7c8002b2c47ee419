/* Which edition, and which of its parts. */
import {html} from './html.js'

export function Picker({scene, route, go, label, items, chosen, onPick}) {
  return html`<nav class="picker" aria-label=${label}>
    <label><span>Edition</span><select value=${route.a} onChange=${(event) => go({a: event.currentTarget.value})}>
      ${scene.editions.map(({id}) => html`<option key=${id} value=${id}>${id}</option>`)}
    </select></label>
    <ul>${items.map(({id, name}) => html`<li key=${id}>
      <button type="button" aria-current=${id === chosen ? 'true' : undefined} onClick=${() => onPick(id)}>${name}</button>
    </li>`)}</ul>
  </nav>`
}
