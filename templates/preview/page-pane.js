/*
 * A page of a report in a frame. What is new of it is put into the frame. Where that cannot be, as where another edition is
 * chosen or a script is another, a new one is loaded behind the one that is seen, goes to the same place, and then takes its stead.
 */
import {useEffect, useLayoutEffect, useRef} from 'preact/hooks'
import {html} from './html.js'

/* Milliseconds in which a frame puts in what is new, if it ever does: a script of its own may hold it. */
const PATIENCE = 2000

const pageOf = (address = '') => address.replace(/\bv=\w+/, '')

/** `onWord` hears what the page says; `hold` is given what takes it to a place. */
export function PagePane({address, title, onWord, hold, theme}) {
  const box = useRef(null)
  const seen = useRef({frame: undefined, next: undefined, place: undefined, path: ''})
  const hear = useRef(onWord)
  hear.current = onWord

  useEffect(() => {
    const state = seen.current
    const listen = ({source, data}) => {
      const frame = [state.frame, state.next].find((each) => each?.contentWindow === source)
      if (!frame || typeof data !== 'object' || data === null || typeof data.octavo !== 'string') return
      if (data.octavo === 'ready') return arrive(state, frame)
      if (data.octavo === 'gone' && frame === state.next) swap(state)
      if (frame !== state.frame) return
      if (data.octavo === 'unpatched' && data.address === state.wanted) load(state)
      if (data.octavo === 'patched') return tell(state, data.address)
      if (data.octavo === 'place' || data.octavo === 'gone') state.place = data.place
      hear.current(data)
    }
    addEventListener('message', listen)
    hold?.({go: (place) => state.frame?.contentWindow.postMessage({octavo: 'go', place, exact: false}, '*')})
    return () => removeEventListener('message', listen)
  }, [])

  // At once: an effect that waits for the next picture costs the time of one.
  useLayoutEffect(() => {
    const state = seen.current
    state.wanted = address
    state.next?.remove()
    state.next = undefined
    if (!address) return
    if (!state.frame || pageOf(state.frame.dataset.shown) !== pageOf(address)) return load(state)
    const stop = new AbortController()
    change(state, stop.signal).catch(() => stop.signal.aborted || load(state))
    const late = setTimeout(() => state.frame.dataset.shown === address || load(state), PATIENCE)
    return () => (clearTimeout(late), stop.abort())
  }, [address])

  useEffect(() => {
    for (const frame of [seen.current.frame, seen.current.next]) if (frame) frame.title = title
  }, [title])

  // The frame may ask the server for nothing.
  async function change(state, signal) {
    const response = await fetch(state.wanted, {signal})
    if (!response.ok) throw new Error(response.statusText)
    state.frame.contentWindow.postMessage({octavo: 'change', html: await response.text(), address: state.wanted}, '*')
  }

  function load(state) {
    state.next?.remove()
    const frame = document.createElement('iframe')
    Object.assign(frame, {title, src: state.wanted, className: 'incoming'})
    frame.setAttribute('sandbox', 'allow-scripts allow-downloads')
    state.next = frame
    box.current.append(frame)
  }

  function tell(state, address) {
    state.frame.dataset.shown = address
    hear.current({octavo: 'shown'})
  }

  function arrive(state, frame) {
    if (theme) frame.contentWindow.postMessage({octavo: 'theme', theme}, '*')
    if (frame !== state.next) return
    if (!state.place) return swap(state)
    // To the very line in the same edition; in another one to the same passage.
    const path = new URL(frame.src).pathname
    frame.contentWindow.postMessage({octavo: 'go', place: state.place, exact: path === state.path}, '*')
  }

  function swap(state) {
    const hadFocus = document.activeElement === state.frame
    state.frame?.remove()
    state.frame = state.next
    state.next = undefined
    state.path = new URL(state.frame.src).pathname
    state.frame.className = ''
    if (hadFocus) state.frame.focus()
    tell(state, state.frame.getAttribute('src'))
  }

  return html`<div class="page" ref=${box}>${!address && html`<p class="quiet">This page is being made.</p>`}</div>`
}
