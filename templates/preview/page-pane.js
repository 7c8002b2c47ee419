/* A page of a report in a frame. A new one is loaded behind the one that is seen, goes to the same place, and then takes its stead. */
import {useEffect, useRef} from 'preact/hooks'
import {html} from './html.js'

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
      if (data.octavo === 'place' || data.octavo === 'gone') state.place = data.place
      hear.current(data)
    }
    addEventListener('message', listen)
    hold?.({go: (place) => state.frame?.contentWindow.postMessage({octavo: 'go', place, exact: false}, '*')})
    return () => removeEventListener('message', listen)
  }, [])

  useEffect(() => {
    const state = seen.current
    state.next?.remove()
    state.next = undefined
    if (!address) return
    const frame = document.createElement('iframe')
    Object.assign(frame, {title, src: address})
    frame.setAttribute('sandbox', 'allow-scripts allow-downloads')
    frame.className = 'incoming'
    state.next = frame
    box.current.append(frame)
  }, [address])

  useEffect(() => {
    for (const frame of [seen.current.frame, seen.current.next]) if (frame) frame.title = title
  }, [title])

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
    hear.current({octavo: 'shown'})
  }

  return html`<div class="page" ref=${box}>${!address && html`<p class="quiet">This page is being made.</p>`}</div>`
}
