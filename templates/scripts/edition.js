/*
 * What a screen page can do beyond its HTML: remember light or dark, keep the place in the text when the
 * edition changes, show where a number comes from, and the values behind a chart. The page reads well without it.
 */
(() => {
  const root = document.documentElement
  const themeKey = 'octavo-theme'
  // Storage is refused in some frames and modes; the page then forgets, and nothing else.
  const stored = (act) => {
    try { return act(window.localStorage) } catch { return null }
  }
  const theme = stored((storage) => storage.getItem(themeKey))
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  document.addEventListener('DOMContentLoaded', () => {
    menus()
    addEventListener('scroll', mark, {passive: true})
    fit()
  })
  // A preview puts new passages into a page that lives on.
  document.addEventListener('octavo-changed', (event) => {
    event.preventDefault()
    fit()
  })

  function fit() {
    each('button.theme', themeButton)
    each('.screen-contents details', contents)
    each('.screen-contents a', (link) => link.addEventListener('keydown', (event) => rove(event, [...document.querySelectorAll('.screen-contents a')])))
    each('.scroll', (box) => scrollers.observe(box))
    each('.switches a', keepPlace)
    each('figure.figure', chart)
    origins()
    place()
  }

  // Each element is made ready once.
  const ready = new WeakSet()
  function each(selector, act) {
    for (const element of document.querySelectorAll(selector)) {
      if (ready.has(element)) continue
      ready.add(element)
      act(element)
    }
  }

  function themeButton(button) {
    button.hidden = false
    button.addEventListener('click', () => {
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
      root.dataset.theme = dark ? 'light' : 'dark'
      stored((storage) => storage.setItem(themeKey, root.dataset.theme))
    })
  }

  function menus() {
    const open = () => [...document.querySelectorAll('details.switch[open]')]
    document.addEventListener('click', (event) => {
      for (const menu of open()) if (!menu.contains(event.target)) menu.open = false
    })
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return
      for (const menu of open()) {
        menu.open = false
        menu.querySelector('summary').focus()
      }
    })
  }

  // On a phone the contents would stand before the title.
  function contents(list) {
    if (!matchMedia('(min-width: 64rem)').matches) list.open = false
  }

  // What does not scroll at this width is no stop of the Tab key.
  const scrollers = new ResizeObserver((entries) => {
    for (const {target} of entries) {
      const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight
      if (scrolls) target.tabIndex = 0
      else target.removeAttribute('tabindex')
    }
  })

  // One of a list can be reached by Tab; the arrow keys go on from there.
  function rove(event, list) {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key]
    const index = list.indexOf(event.currentTarget)
    const next = step && list[index + step]
    if (!next) return
    event.preventDefault()
    list[index].tabIndex = -1
    next.tabIndex = 0
    next.focus()
  }

  // The heading last passed names the place: ids are the same in every edition that has the passage.
  let headings = []
  let links = new Map()
  let marked
  const passed = () => headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3).at(-1)
  function place() {
    headings = [...document.querySelectorAll('main :is(h1, h2, h3)[id]')]
    links = new Map([...document.querySelectorAll('.screen-contents a')].map((link) => [link.hash.slice(1), link]))
    marked = null
    mark()
  }
  function mark() {
    const link = links.get(passed()?.id)
    if (link === marked) return
    for (const each of links.values()) {
      each.tabIndex = each === (link ?? links.values().next().value) ? 0 : -1
      if (each === link) each.setAttribute('aria-current', 'location')
      else each.removeAttribute('aria-current')
    }
    marked = link
  }
  function keepPlace(link) {
    const keep = () => { link.hash = scrollY > 100 ? passed()?.id ?? '' : '' }
    for (const event of ['pointerdown', 'focus', 'click']) link.addEventListener(event, keep)
  }

  // One number of each chapter can be reached by Tab.
  const tip = Object.assign(document.createElement('div'), {className: 'origin', id: 'origin', hidden: true})
  tip.setAttribute('role', 'tooltip')
  function origins() {
    document.body.append(tip)
    const word = document.body.dataset.originWord ?? '{origin}'
    const files = JSON.parse(document.body.dataset.sources ?? '{}')
    // Of a cell the row says which it is, and the head of its column which column.
    const columnOf = (cell) => cell.dataset.column ?? cell.closest('table').querySelectorAll('thead th')[cell.cellIndex]?.dataset.column
    const originOf = (value) => {
      const origins = value.dataset.origin?.split(' ') ?? [`${value.closest('tr').dataset.origin}.${columnOf(value)}`]
      const shown = value.value ?? value.querySelector('data')?.value ?? value.textContent
      const paths = [...new Set(origins.flatMap((origin) => files[origin.match(/^[^[.]+/)?.[0]] ?? []))]
      return `${origins.join(', ')} = ${shown}${paths.length > 0 ? ` (${paths.join(', ')})` : ''}`
    }
    const show = (value) => {
      tip.textContent = word.replace('{origin}', () => originOf(value))
      tip.hidden = false
      value.setAttribute('aria-describedby', 'origin')
      const at = value.getBoundingClientRect()
      tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8)) + scrollX}px`
      tip.style.top = `${at.bottom + 6 + scrollY}px`
    }
    const hide = (value) => {
      tip.hidden = true
      value.removeAttribute('aria-describedby')
    }
    const isTraced = (value) => value.matches('data') || (value.textContent !== '–' && columnOf(value) !== undefined)
    const valuesOf = (chapter) =>
      [...chapter.querySelectorAll('data.value[data-origin], tr[data-origin] > *')].filter((value) => ready.has(value) || isTraced(value))
    for (const chapter of document.querySelectorAll('.chapter')) {
      const values = valuesOf(chapter)
      const isReached = values.some((value) => value.tabIndex === 0)
      values.forEach((value, index) => {
        if (index === 0 && !isReached) value.tabIndex = 0
        if (ready.has(value)) return
        ready.add(value)
        if (index > 0 || isReached) value.tabIndex = -1
        for (const event of ['mouseenter', 'focus']) value.addEventListener(event, () => show(value))
        for (const event of ['mouseleave', 'blur']) value.addEventListener(event, () => hide(value))
        value.addEventListener('keydown', (event) => {
          if (event.key === 'Escape') return hide(value)
          rove(event, valuesOf(chapter))
        })
      })
    }
  }

  // A chart is one stop of the Tab key; its values come by pointer, by touch and by the arrow keys.
  function chart(figure) {
    const box = figure.querySelector('.chart')
    const table = figure.querySelector('.chart-data table')
    const drawings = [...(box?.children ?? [])].map((drawing) => ({
      svg: drawing.querySelector('svg'),
      marks: (drawing.dataset.marks || '').split(',').filter(Boolean).map((mark) => mark.split(' ').map(Number))
    }))
    if (!table || drawings.every(({marks}) => marks.length === 0)) return
    const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent)
    const rows = [...table.querySelectorAll('tbody tr')].map(({cells}) => [...cells].map((cell) => cell.textContent))
    const ring = Object.assign(document.createElement('div'), {className: 'mark', hidden: true})
    const tip = Object.assign(document.createElement('div'), {className: 'values', hidden: true})
    tip.setAttribute('role', 'status')
    box.append(ring, tip)
    box.tabIndex = 0
    box.setAttribute('role', 'group')
    const name = figure.querySelector('figcaption')?.textContent ?? ''
    box.setAttribute('aria-label', (document.body.dataset.chartWord ?? '{figure}').replace('{figure}', () => name.trim()))
    let at = -1

    // The drawing that is seen, and what one of its units is on the screen.
    const shown = () => {
      const {svg, marks} = drawings.find(({svg}) => svg.clientWidth > 0) ?? drawings[0]
      const {x, y, width} = svg.viewBox.baseVal
      return {svg, marks, left: x, top: y, scale: svg.clientWidth / width}
    }
    const hide = () => { ring.hidden = tip.hidden = true }
    const show = (index) => {
      const {svg, marks, left, top, scale} = shown()
      const [row, x, y, width, height] = marks[index]
      at = index
      const cells = rows[row].map((cell, column) => [heads[column], cell]).filter(([, cell]) => cell !== '' && cell !== '–')
      tip.replaceChildren(...cells.map(([head, cell], column) => {
        const line = document.createElement('div')
        const value = Object.assign(document.createElement('strong'), {textContent: cell})
        line.append(...(column === 0 ? [value] : [`${head} `, value]))
        return line
      }))
      ring.hidden = tip.hidden = false
      const [from, above] = [svg.parentElement.offsetLeft + (x - left) * scale, svg.parentElement.offsetTop + (y - top) * scale]
      const [wide, high] = [width * scale, height * scale]
      Object.assign(ring.style, {left: `${from - 3}px`, top: `${above - 3}px`, width: `${wide + 6}px`, height: `${high + 6}px`})
      tip.style.left = `${Math.max(0, Math.min(from + wide / 2 - tip.offsetWidth / 2, box.clientWidth - tip.offsetWidth))}px`
      const room = above - tip.offsetHeight - 10
      tip.style.top = `${room < 0 ? above + high + 10 : room}px`
    }
    const nearest = ({clientX, clientY, pointerType}) => {
      const {svg, marks, left, top, scale} = shown()
      const corner = svg.getBoundingClientRect()
      const [px, py] = [(clientX - corner.left) / scale + left, (clientY - corner.top) / scale + top]
      const away = ([, x, y, width, height]) =>
        Math.hypot(Math.max(x - px, 0, px - x - width), Math.max(y - py, 0, py - y - height))
      const distances = marks.map(away)
      const least = Math.min(...distances)
      return least * scale <= (pointerType === 'mouse' ? 16 : 32) ? distances.indexOf(least) : -1
    }
    const point = (event) => {
      const index = nearest(event)
      if (index === -1) hide()
      else if (index !== at || tip.hidden) show(index)
    }
    box.addEventListener('pointermove', (event) => { if (event.pointerType === 'mouse') point(event) })
    box.addEventListener('pointerdown', point)
    box.addEventListener('pointerleave', (event) => { if (event.pointerType === 'mouse') hide() })
    box.addEventListener('focus', () => { if (box.matches(':focus-visible')) show(Math.max(0, at)) })
    box.addEventListener('blur', hide)
    box.addEventListener('keydown', (event) => {
      const last = shown().marks.length - 1
      const to = {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last}[event.key]
      if (event.key === 'Escape') return hide()
      if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return
      event.preventDefault()
      show(Math.max(0, Math.min(last, to)))
    })
  }
})()
