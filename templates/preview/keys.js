/* Everything by the keyboard, and the list of the keys. */
import {useEffect, useRef} from 'preact/hooks'
import {html} from './html.js'

const KEYS = {
  v: 'Page of the edition',
  p: 'PDF of the edition',
  s: 'Side by side',
  m: 'Matrix of all editions',
  f: 'Figures',
  d: 'Data',
  '[ ]': 'Edition before, edition after',
  '{ }': 'The same in the language before, after',
  e: 'What is wrong',
  '?': 'These keys',
  Esc: 'Close what lies above'
}

/** Does what a key says, pressed in this page or in one that is shown in it. */
export function useKeys({route, go, scene, onHelp, onClose}) {
  const press = (key) => {
    const act = {
      v: () => go({view: '', aSide: ''}),
      p: () => go({view: '', aSide: 'pdf'}),
      s: () => document.querySelector('.pane-head .compare')?.click(),
      m: () => go({view: 'matrix'}),
      f: () => go({view: 'figures'}),
      d: () => go({view: 'data'}),
      '[': () => step(-1),
      ']': () => step(1),
      '{': () => turn(-1),
      '}': () => turn(1),
      e: () => document.querySelector('.problems h2 button')?.click(),
      '?': onHelp,
      Escape: onClose
    }[key]
    act?.()
    return act !== undefined
  }
  const current = useRef(press)
  current.current = press
  useEffect(() => {
    const hear = (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.('input, select, textarea')) return
      if (current.current(event.key)) event.preventDefault()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])

  function step(by) {
    const at = scene.editions.findIndex(({id}) => id === route.a)
    go({a: scene.editions.at((at + by) % scene.editions.length).id})
  }

  // The last axis is that of languages as a rule.
  function turn(by) {
    const axis = scene.axes.find(({name}) => name === 'language') ?? scene.axes.at(-1)
    const {axes} = scene.byId.get(route.a) ?? {}
    const others = scene.editions.filter((each) => scene.axes.every(({name}) => name === axis.name || each.axes[name] === axes?.[name]))
    const at = others.findIndex(({id}) => id === route.a)
    if (others.length > 0) go({a: others.at((at + by) % others.length).id})
  }
  return (key) => void current.current(key)
}

export function Help({onClose}) {
  const dialog = useRef(null)
  useEffect(() => dialog.current.showModal(), [])
  return html`<dialog ref=${dialog} onClose=${onClose} aria-labelledby="help-head">
    <h2 id="help-head">Keys</h2>
    <dl class="keys">${Object.entries(KEYS).map(([key, words]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`)}</dl>
    <button type="button" onClick=${() => dialog.current.close()}>Close</button>
  </dialog>`
}
