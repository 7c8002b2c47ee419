/* The preview: which view is shown, and what is around all of them. */
import {render} from 'preact'
import {useEffect, useRef, useState} from 'preact/hooks'
import {Data} from './data.js'
import {Editions} from './editions.js'
import {Figures} from './figures.js'
import {html} from './html.js'
import {Help, useKeys} from './keys.js'
import {useRoute, useScene} from './live.js'
import {Matrix} from './matrix.js'
import {Source} from './source.js'
import {Status} from './status.js'
import {Problems} from './problems.js'

const VIEWS = {edition: 'Edition', matrix: 'Matrix', figures: 'Figures', data: 'Data'}

function App() {
  const [route, go] = useRoute()
  const main = useRef(null)
  const [number, setNumber] = useState(undefined)
  const [isHelp, setHelp] = useState(false)
  const [isHidden, setHidden] = useState(false)
  const shown = shownIn(route)
  const {scene, isLost} = useScene(shown)
  const first = scene?.editions.find(({axes}) => axes.language === 'en') ?? scene?.editions[0]
  // An edition that the report has no more, or none yet.
  const a = scene?.byId.has(route.a) ? route.a : (first?.id ?? '')
  useEffect(() => {
    if (a && a !== route.a) history.replaceState(undefined, '', `#${new URLSearchParams({...fromHash(), a})}`), dispatchEvent(new HashChangeEvent('hashchange'))
  }, [a])
  const looks = scene?.looks
  useEffect(() => setHidden(false), [looks])
  const close = () => (setNumber(undefined), setHelp(false), setHidden(true))
  const keys = useKeys({route, go, scene, onHelp: () => setHelp(true), onClose: close})
  if (!scene || scene.looks === 0) return html`<main class="waiting"><p role="status">${isLost ? 'The preview does not answer.' : 'Reading the report …'}</p></main>`
  const common = {scene, route: {...route, a}, go, onNumber: setNumber, onKey: keys}
  return html`
    ${scene.fonts && html`<link rel="stylesheet" href=${`/report/${scene.fonts}`} />`}
    <a class="skip" href="#main" onClick=${(event) => (event.preventDefault(), main.current.focus())}>To the content</a>
    <header class="top">
      <h1>${scene.title || 'Octavo preview'}</h1>
      <nav aria-label="Views">${Object.entries(VIEWS).map(
        ([view, name]) => html`<a key=${view} href=${`#${new URLSearchParams({...fromHash(), view})}`} aria-current=${route.view === view ? 'page' : undefined}>${name}</a>`
      )}</nav>
      <${Status} scene=${scene} isLost=${isLost} shown=${shown} />
      <button type="button" class="plain" onClick=${() => setHelp(true)} aria-label="Keys">?</button>
    </header>
    <main id="main" ref=${main} tabindex="-1" class="view">
      ${!a && html`<p class="quiet empty">Nothing could be made of this report so far.</p>`}
      ${a && route.view === 'edition' && html`<${Editions} ...${common} />`}
      ${a && route.view === 'matrix' && html`<${Matrix} ...${common} />`}
      ${a && route.view === 'figures' && html`<${Figures} ...${common} />`}
      ${a && route.view === 'data' && html`<${Data} ...${common} />`}
      <${Problems} scene=${scene} id=${route.view === 'edition' || route.view === 'figures' ? a : ''} isHidden=${isHidden} onHide=${setHidden} />
    </main>
    ${number && html`<${Source} number=${number} scene=${scene} go=${go} onClose=${() => setNumber(undefined)} />`}
    ${isHelp && html`<${Help} onClose=${() => setHelp(false)} />`}
  `
}

function fromHash() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)))
}

// What the server makes first.
function shownIn({view, a, aSide, b, bSide}) {
  if (a === '' || view === 'matrix') return []
  if (view !== 'edition') return [`html:${a}`]
  return [`${aSide}:${a}`, ...(b ? [`${bSide}:${b}`] : []), ...(aSide === 'pdf' ? [] : [`pdf:${a}`])]
}

render(html`<${App} />`, document.getElementById('app'))
