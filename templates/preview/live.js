/* What the server tells, as it becomes known; and what the address says is shown. */
import {useEffect, useMemo, useState} from 'preact/hooks'

/** The scene, kept as the server tells it. `shown`: what is looked at, as `html:gd.public.en`. */
export function useScene(shown) {
  const [scene, setScene] = useState(undefined)
  const [isLost, setLost] = useState(false)
  const key = shown.join()
  useEffect(() => {
    const source = new EventSource(`/events?shown=${encodeURIComponent(key)}`)
    source.addEventListener('open', () => setLost(false))
    source.addEventListener('error', () => setLost(true))
    source.addEventListener('scene', ({data}) => setScene(withIndex(JSON.parse(data))))
    source.addEventListener('editions', ({data}) => {
      const changed = new Map(JSON.parse(data).map((each) => [each.id, each]))
      setScene((scene) => scene && withIndex({...scene, editions: scene.editions.map((each) => changed.get(each.id) ?? each)}))
    })
    return () => source.close()
  }, [key])
  return {scene, isLost}
}

function withIndex(scene) {
  const editions = scene.wrong > 0 ? scene.editions.map(withHeld) : scene.editions
  return {...scene, editions, axes: scene.axes.map(withWords), byId: new Map(editions.map((each) => [each.id, each]))}
}

// While the report is wrong as a whole nothing is as its sources are.
function withHeld(edition) {
  const held = (side) => (side.state === 'fresh' ? {...side, state: 'held'} : side)
  return {...edition, html: held(edition.html), pdf: held(edition.pdf)}
}

// Names that a report does not give: a language has one, and an axis its own with a capital.
function withWords(axis) {
  const title = axis.title.slice(0, 1).toUpperCase() + axis.title.slice(1)
  const values = axis.values.map((value) => (axis.name === 'language' && value.label === value.id ? {...value, label: languageName(value.id)} : value))
  return {...axis, title, values}
}

function languageName(tag) {
  try {
    return new Intl.DisplayNames(['en'], {type: 'language'}).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** What is shown, as the address of the page says it, so that it stays over a reload and can be gone back to. */
export function useRoute() {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const hear = () => setHash(location.hash)
    addEventListener('hashchange', hear)
    return () => removeEventListener('hashchange', hear)
  }, [])
  const route = useMemo(() => readRoute(hash), [hash])
  const go = (change) => {
    // What is so anyhow is not said.
    const next = Object.entries({...route, ...change}).filter(([, value]) => value && value !== 'edition' && value !== 'html')
    location.hash = new URLSearchParams(next).toString()
  }
  return [route, go]
}

function readRoute(hash) {
  const read = new URLSearchParams(hash.slice(1))
  const side = (name) => (read.get(name) === 'pdf' ? 'pdf' : 'html')
  return {
    view: ['matrix', 'figures', 'data'].includes(read.get('view')) ? read.get('view') : 'edition',
    a: read.get('a') ?? '',
    aSide: side('aSide'),
    b: read.get('b') ?? '',
    bSide: side('bSide'),
    figure: read.get('figure') ?? '',
    query: read.get('query') ?? '',
    row: read.get('row') ?? ''
  }
}

/** Data from the server, asked again whenever the address or what it hangs on is another; the last answer stays until the next. */
export function useAnswer(address, version) {
  const [answer, setAnswer] = useState(undefined)
  useEffect(() => {
    if (!address) return setAnswer(undefined)
    const stop = new AbortController()
    fetch(address, {signal: stop.signal})
      .then(async (response) => setAnswer(response.ok ? {address, data: await response.json()} : {address, wrong: await response.text()}))
      .catch(() => undefined)
    return () => stop.abort()
  }, [address, version])
  return answer
}

/** `Page`, `PDF` */
export const SIDES = {html: 'Page', pdf: 'PDF'}

/** What stands behind each state. */
export const STATES = {fresh: 'up to date', stale: 'to be made', building: 'being made', failed: 'failed', held: 'as before the error'}
