/*
 * The catalogue with one language at a time, and filters by place, words and audience. Without it the page
 * shows every language, and the tiles lead to the entries of the list.
 */
(() => {
  const languageKey = 'octavo-language'
  const stored = (act) => {
    try { return act(window.localStorage) } catch { return null }
  }
  document.addEventListener('DOMContentLoaded', () => {
    const sections = [...document.querySelectorAll('section.language')]
    sections.forEach(filters)
    const show = (language) => {
      for (const section of sections) section.hidden = section.id !== language
      document.documentElement.lang = language
      document.title = document.querySelector(`section.language:not([hidden]) h1`)?.textContent ?? document.title
      for (const link of document.querySelectorAll('.languages a')) {
        if (link.lang === language) link.setAttribute('aria-current', 'true')
        else link.removeAttribute('aria-current')
      }
    }
    const named = (hash) => sections.find((section) => hash === `#${section.id}` || hash.startsWith(`#${section.id}-`) && document.getElementById(hash.slice(1)))
    for (const link of document.querySelectorAll('.languages a')) {
      link.addEventListener('click', (event) => {
        event.preventDefault()
        history.replaceState(null, '', link.hash)
        stored((storage) => storage.setItem(languageKey, link.lang))
        show(link.lang)
      })
    }
    const ids = sections.map((section) => section.id)
    const kept = stored((storage) => storage.getItem(languageKey))
    show(named(decodeURIComponent(location.hash))?.id ?? (ids.includes(kept) ? kept : preferred(ids)))
  })

  // The first language of the reader that the report has; the script of Chinese follows from the place.
  function preferred(ids) {
    const written = (tag) => {
      const {language, script} = new Intl.Locale(tag).maximize()
      return `${language} ${script}`
    }
    // A browser may name what is no language, such as `C`.
    const wanted = navigator.languages.filter((tag) => /^[a-z]{2,3}(-|$)/i.test(tag) && !tag.includes('@')).map(written)
    const found = wanted.map((each) => ids.find((id) => written(id) === each)).find(Boolean)
    return found ?? ids[0]
  }

  function filters(section) {
    const form = section.querySelector('.filters')
    const search = form.querySelector('input[type=search]')
    const chosen = form.querySelector('.chosen')
    const count = form.querySelector('.count')
    const entries = [...section.querySelectorAll('.entry')]
    const tiles = [...section.querySelectorAll('a.tile')]
    let place = ''
    form.hidden = false

    const apply = () => {
      const words = search.value.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
      const tokens = [...form.querySelectorAll('input[type=radio]:checked')].map((radio) => radio.value).filter(Boolean)
      let shown = 0
      let total = 0
      const found = new Set()
      for (const entry of entries) {
        const matches = words.every((word) => entry.dataset.search.includes(word))
        let some = 0
        for (const edition of entry.querySelectorAll('.edition')) {
          const values = edition.dataset.values.split(' ')
          edition.hidden = !tokens.every((token) => values.includes(token))
          if (!edition.hidden) some++
          total++
        }
        if (matches && some > 0) found.add(entry.id)
        entry.hidden = !matches || some === 0 || (place !== '' && entry.id !== place)
        if (!entry.hidden) shown += some
      }
      for (const tile of tiles) {
        const id = decodeURIComponent(tile.hash.slice(1))
        tile.classList.toggle('dim', !found.has(id))
        if (id === place) tile.setAttribute('aria-current', 'true')
        else tile.removeAttribute('aria-current')
      }
      chosen.hidden = place === ''
      section.querySelector('.nothing').hidden = shown > 0
      count.textContent = count.dataset.count.replace('{n}', shown).replace('{total}', total)
    }
    const choose = (id) => {
      place = id
      apply()
    }
    for (const tile of tiles) {
      tile.addEventListener('click', (event) => {
        event.preventDefault()
        const id = decodeURIComponent(tile.hash.slice(1))
        choose(id === place ? '' : id)
        if (place) document.getElementById(place).scrollIntoView({block: 'nearest', behavior: 'smooth'})
      })
    }
    chosen.querySelector('button').addEventListener('click', () => choose(''))
    search.addEventListener('input', () => choose(''))
    form.addEventListener('change', apply)
    form.addEventListener('submit', (event) => event.preventDefault())
    const wanted = decodeURIComponent(location.hash.slice(1))
    // On a phone the list would be long: it begins with its first entry, and the map leads to the others.
    const isLong = entries.length > 8 && tiles.length > 0 && matchMedia('(max-width: 40rem)').matches
    choose(entries.some((entry) => entry.id === wanted) ? wanted : isLong ? entries[0].id : '')
  }
})()
