/* One line that says how things stand: what is looked at, then the rest. */
import {html} from './html.js'

/** Says whether what is shown is as the sources are, how long that took, and how far the rest is. */
export function Status({scene, isLost, shown}) {
  const {text, kind} = isLost ? {text: 'The preview does not answer', kind: 'failed'} : stateOf(scene, shown)
  const all = scene.editions.length * 2
  const done = scene.editions.reduce((sum, {html, pdf}) => sum + isDone(html) + isDone(pdf), 0)
  return html`<p class="status">
    <span role="status"><span class=${`dot ${kind}`} aria-hidden="true"></span>${text}</span>
    ${done < all && !isLost && html`<progress max=${all} value=${done} aria-label="Editions made"></progress><span class="quiet">${done} of ${all}</span>`}
  </p>`
}

const isDone = ({state}) => (['fresh', 'held', 'failed'].includes(state) ? 1 : 0)

function stateOf(scene, shown) {
  if (scene.wrong > 0) return {text: count(scene.wrong, 'error') + ' in the report', kind: 'failed'}
  const sides = shown.map((each) => [each.slice(0, each.indexOf(':')), scene.byId.get(each.slice(each.indexOf(':') + 1))]).filter(([, edition]) => edition)
  if (sides.some(([side, edition]) => edition[side].state === 'failed')) return {text: 'This edition has errors', kind: 'failed'}
  if (sides.some(([side, edition]) => ['stale', 'building'].includes(edition[side].state))) return {text: 'Making what is shown', kind: 'building'}
  const took = sides.length > 0 && sides[0][1][sides[0][0]].took
  return {text: took ? `Up to date, made in ${took < 1000 ? `${took} ms` : `${(took / 1000).toFixed(1)} s`}` : 'Up to date', kind: 'fresh'}
}

/** `1 error`, `2 errors` */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
