/*
 * In a page of a report that is shown in the preview: tells the page around it where a reader is, which number or link was
 * opened, which key pressed; and goes where it is told. The page is of another origin, so all of it is messages.
 */
(() => {
  if (parent === window) return
  const say = (word, more = {}) => parent.postMessage({octavo: word, ...more}, '*')
  const alone = new URLSearchParams(location.search).get('alone')
  // Where a passage begins to be read: below the bar that stays.
  const LINE = 72

  const stops = () => [...document.querySelectorAll('main [id]')].filter((each) => !each.closest('svg, table') && each.getClientRects().length > 0)
  const topOf = (element) => element.getBoundingClientRect().top - LINE
  const bottom = () => document.documentElement.getBoundingClientRect().bottom - innerHeight

  function place() {
    const all = stops()
    const at = all.findLastIndex((each) => topOf(each) <= 1)
    if (at === -1) return {id: '', offset: scrollY, part: 0, end: false}
    const next = all[at + 1] ? topOf(all[at + 1]) : bottom()
    const from = topOf(all[at])
    return {id: all[at].id, offset: -from, part: -from / Math.max(1, next - from), end: bottom() < 2}
  }

  function go({id, offset, part, end}, exact) {
    const to = (top) => scrollTo({top, behavior: 'instant'})
    if (end && !exact) return to(document.documentElement.scrollHeight)
    const all = stops()
    const at = all.findIndex((each) => each.id === id)
    if (at === -1) return id === '' ? to(offset) : undefined
    const from = topOf(all[at])
    const next = all[at + 1] ? topOf(all[at + 1]) : bottom()
    to(scrollY + from + (exact ? offset : part * (next - from)))
  }

  function originsOf(value) {
    if (value.dataset.origin) return value.dataset.origin.split(' ')
    const row = value.closest('tr[data-origin]')
    const column = row && (value.dataset.column ?? value.closest('table').querySelectorAll('thead th')[value.cellIndex]?.dataset.column)
    return column ? [`${row.dataset.origin}.${column}`] : []
  }

  function open(target) {
    const value = target.closest?.('data.value[data-origin], tr[data-origin] > *')
    const origins = value ? originsOf(value) : []
    if (origins.length === 0) return false
    const raw = value.value ?? value.querySelector('data')?.value ?? ''
    say('number', {text: value.textContent.trim(), value: raw, origins})
    return true
  }

  function follow(event, link) {
    const to = new URL(link.getAttribute('href'), location.href)
    if (to.pathname === location.pathname && to.hash) return
    event.preventDefault()
    say('link', {path: to.origin === new URL(location.href).origin ? to.pathname : '', address: to.href})
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]')
    if (link) follow(event, link)
    else open(event.target)
  })
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.('input, textarea, select')) return
    if (event.key === 'Enter' && open(event.target)) return event.preventDefault()
    if (event.key.length === 1 && event.key !== ' ' || event.key === 'Escape') say('key', {key: event.key})
  })

  // A page of another width has other lines: what was read stays where it was.
  let last
  addEventListener('resize', () => last && go(last, false))

  let isTold = false
  let quietUntil = 0
  addEventListener('scroll', () => {
    if (isTold || performance.now() < quietUntil) return
    isTold = true
    requestAnimationFrame(() => {
      isTold = false
      last = place()
      say('place', {place: last})
    })
  }, {passive: true})

  // Nothing of it that is seen moves, but for what is new above it.
  function change({html, address}) {
    const before = place()
    quietUntil = performance.now() + 120
    if (!octavoPatch(html)) return say('unpatched', {address})
    keepAlone()
    go(before, true)
    whenPainted(() => say('patched', {address}))
  }

  function whenPainted(act) {
    if (document.hidden) return act()
    requestAnimationFrame(() => setTimeout(act))
  }

  addEventListener('message', ({source, data}) => {
    if (source !== parent || typeof data !== 'object' || data === null) return
    if (data.octavo === 'theme') document.documentElement.dataset.theme = data.theme
    if (data.octavo === 'change') change(data)
    if (data.octavo !== 'go') return
    quietUntil = performance.now() + 120
    go(data.place, data.exact)
    requestAnimationFrame(() => {
      last = place()
      say('gone', {place: last})
    })
  })

  addEventListener('DOMContentLoaded', keepAlone)
  addEventListener('load', () => say('ready'))

  function keepAlone() {
    const kept = alone && document.getElementById(alone)
    if (!kept || kept.classList.contains('kept')) return
    kept.classList.add('kept')
    document.documentElement.classList.add('alone')
    kept.querySelectorAll('details').forEach((each) => { each.open = false })
  }
})()
