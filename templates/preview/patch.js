/*
 * In a page of a report that is shown in the preview: what a new page has that the one that is seen has not is put into it,
 * so that nothing is loaded anew. The page as it was served is kept beside, since scripts change what is seen.
 */
globalThis.octavoPatch = (() => {
  // What is drawn as a whole, and what scripts know as a whole.
  const WHOLE = 'figure, svg, template'
  // What does nothing, or something else, where no parser of a page put it.
  const LOADED = 'body :is(script, noscript, style, link, iframe, object, embed, base)'
  // What a page is made with; the digests of styles in its policy are not, since styles are put in otherwise.
  const HEAD = 'head :is(script, link[rel=stylesheet], base, noscript), meta[http-equiv]'

  let known
  let style
  // From what was served to what is seen of it.
  const seen = new WeakMap()

  document.addEventListener('readystatechange', () => {
    if (known || document.readyState !== 'interactive') return
    known = document.documentElement.cloneNode(true)
    pair(known, document.documentElement)
  })

  function pair(served, shown) {
    seen.set(served, shown)
    const to = [...shown.childNodes]
    served.childNodes.forEach((each, at) => pair(each, to[at]))
  }

  const headOf = (page) => [...page.querySelectorAll(HEAD)].map(({outerHTML}) => outerHTML.replaceAll(/ '?sha256-[^ ";']*'?/g, '')).join('\n')

  function isAlike(old, next) {
    return old.nodeType === Node.ELEMENT_NODE && old.nodeName === next.nodeName && old.id === next.id && !old.matches(WHOLE)
  }

  function morph(old, next) {
    if (old.isEqualNode(next)) return
    setAttributes(old, next)
    const [from, to] = [[...old.childNodes], [...next.childNodes]]
    let start = 0
    while (start < Math.min(from.length, to.length) && from[start].isEqualNode(to[start])) start++
    let end = 0
    while (end < Math.min(from.length, to.length) - start && from.at(-1 - end).isEqualNode(to.at(-1 - end))) end++
    const gone = from.slice(start, from.length - end)
    const come = to.slice(start, to.length - end)
    const place = {parent: old, before: from[from.length - end]}
    if (gone.length !== come.length) return exchange(gone, come, place)
    for (const [at, each] of gone.entries()) {
      if (isAlike(each, come[at])) morph(each, come[at])
      else exchange([each], [come[at]], place)
    }
  }

  function setAttributes(old, next) {
    for (const name of new Set([...old.getAttributeNames(), ...next.getAttributeNames()])) {
      const value = next.getAttribute(name)
      if (value === old.getAttribute(name)) continue
      for (const each of [old, seen.get(old)]) value === null ? each.removeAttribute(name) : each.setAttribute(name, value)
    }
  }

  function exchange(gone, come, {parent, before}) {
    const at = gone[0] ?? before
    for (const each of come) {
      const shown = document.importNode(each, true)
      pair(each, shown)
      at ? seen.get(at).before(shown) : seen.get(parent).append(shown)
      parent.insertBefore(each, at ?? null)
    }
    for (const each of gone) {
      seen.get(each).remove()
      each.remove()
    }
  }

  // By its policy no style may be put in as an element, and a sheet may. It stands behind the others, as the element did.
  function setStyle(css) {
    const element = document.querySelector('head style')
    if (css === (style ?? element?.textContent)) return
    style = css
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css ?? '')
    document.adoptedStyleSheets = [sheet]
    if (element) element.disabled = true
  }

  /** Whether the page that is seen is now this one. Where it is not, it must be loaded. */
  return (html) => {
    // The policy of the page that is seen refuses the style of another one wherever it is read.
    const css = /<style>([^]*?)<\/style>/.exec(html)
    const {title, documentElement: next} = new DOMParser().parseFromString(html.replace(css?.[0] ?? '', ''), 'text/html')
    if (!known || [known, next].some((page) => page.querySelector(LOADED)) || headOf(known) !== headOf(next)) return false
    document.title = title
    setStyle(css?.[1])
    setAttributes(known, next)
    morph(known.querySelector('body'), next.querySelector('body'))
    // The script of the page says that it has made ready what is new.
    return !document.dispatchEvent(new CustomEvent('octavo-changed', {cancelable: true}))
  }
})()
