/* One edition, or two side by side that are scrolled together. */
import {useRef} from 'preact/hooks'
import {html} from './html.js'
import {SIDES, STATES, useAnswer} from './live.js'
import {PagePane} from './page-pane.js'
import {PdfPane} from './pdf-pane.js'

export function Editions({scene, route, go, onNumber, onKey}) {
  const panes = useRef({})
  const leading = useRef(undefined)
  const names = route.b ? ['a', 'b'] : ['a']

  // Only the pane that a reader scrolls leads; the other follows, and tells so itself.
  function scrolled(name, place) {
    const other = panes.current[name === 'a' ? 'b' : 'a']
    if (route.b && (leading.current ?? name) === name) other?.go(place)
  }
  const compare = () => go(route.b ? {b: '', bSide: ''} : {b: partnerOf(route.a, scene), bSide: route.aSide})

  return html`<div class=${route.b ? 'two' : 'one'}>${names.map(
    (name) => html`<section
      key=${name}
      class="pane"
      aria-label=${name === 'a' ? 'Edition' : 'Edition beside it'}
      onPointerEnter=${() => (leading.current = name)}
      onFocusIn=${() => (leading.current = name)}
    >
      <${Head} scene=${scene} id=${route[name]} side=${route[`${name}Side`]} onChange=${(id) => go({[name]: id})} onSide=${(side) => go({[`${name}Side`]: side})}>
        ${name === 'a'
          ? html`<button type="button" class="compare" aria-pressed=${Boolean(route.b)} onClick=${compare}>Side by side</button>`
          : html`<button type="button" onClick=${compare}>Close</button>`}
      <//>
      <${Body}
        edition=${scene.byId.get(route[name])}
        side=${route[`${name}Side`]}
        hold=${(pane) => (panes.current[name] = pane)}
        onWord=${(word) => hear(word, {name, scene, route, go, onNumber, onKey, scrolled})}
      />
    </section>`
  )}</div>`
}

/** What a page says its reader did. */
function hear(word, {name, scene, route, go, onNumber, onKey, scrolled}) {
  if (word.octavo === 'place') scrolled(name, word.place)
  if (word.octavo === 'number') onNumber({...word, edition: route[name]})
  if (word.octavo === 'key') onKey(String(word.key))
  if (word.octavo !== 'link') return
  const path = String(word.path).replace(/^\/report\//, '')
  const edition = scene.editions.find((each) => path === `${each.path}.html` || path === `${each.path}.pdf`)
  if (edition) go({[name]: edition.id, [`${name}Side`]: path.endsWith('.pdf') ? 'pdf' : 'html'})
  else if (path === 'index.html') go({view: 'matrix'})
  else if (/^https?:\/\//.test(word.address)) open(word.address, '_blank', 'noopener,noreferrer')
}

// The same in the next language, or the next of any axis that has two values.
function partnerOf(id, scene) {
  const {axes} = scene.byId.get(id)
  for (const {name, values} of scene.axes.toReversed()) {
    const at = values.findIndex((value) => value.id === axes[name])
    const next = nearest(scene, {...axes, [name]: values[(at + 1) % values.length].id})
    if (values.length > 1 && next !== id) return next
  }
  return id
}

// Not every crossing is an edition: of those that there are the one that has most in common, the axis that was changed first.
function nearest(scene, axes, changed = '') {
  const same = (edition) => Object.entries(axes).reduce((sum, [name, value]) => sum + (edition.axes[name] === value ? (name === changed ? 10 : 1) : 0), 0)
  return scene.editions.toSorted((one, other) => same(other) - same(one))[0].id
}

function Head({scene, id, side, onChange, onSide, children}) {
  const edition = scene.byId.get(id)
  const {state} = edition?.[side] ?? {state: 'stale'}
  const pick = (name) => (event) => onChange(nearest(scene, {...edition.axes, [name]: event.currentTarget.value}, name))
  return html`<div class="pane-head">
    ${edition && scene.axes.map(({name, title, values}) => html`<label key=${name}><span>${title}</span>
      <select data-axis=${name} value=${edition.axes[name]} onChange=${pick(name)}>
        ${values.map((value) => html`<option key=${value.id} value=${value.id}>${value.label}</option>`)}
      </select></label>`)}
    <div class="sides" role="group" aria-label="Shown as">${Object.entries(SIDES).map(
      ([each, name]) => html`<button key=${each} type="button" aria-pressed=${each === side} onClick=${() => onSide(each)}>${name}</button>`
    )}</div>
    <span class=${`dot ${state}`} aria-hidden="true" title=${STATES[state]}></span><span class="state">${STATES[state]}</span>
    ${children}
  </div>`
}

function Body({edition, side, hold, onWord}) {
  const made = edition?.[side]
  const address = made?.digest && `/report/${edition.path}.${side}?v=${made.digest}`
  const pages = useAnswer(side === 'pdf' && address ? `/api/pages?edition=${encodeURIComponent(edition.id)}` : '', address)
  const title = `${edition?.id}, ${SIDES[side]}`
  if (made?.state === 'failed' && !made.digest) return html`<p class="quiet empty">Nothing could be made of this edition so far.</p>`
  return side === 'pdf'
    ? html`<${PdfPane} key="pdf" address=${address} title=${title} destinations=${pages?.data?.destinations} hold=${hold} onWord=${onWord} />`
    : html`<${PagePane} key="page" address=${address} title=${title} hold=${hold} onWord=${onWord} />`
}
