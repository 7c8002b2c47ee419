/** Which elements and attributes of HTML a chapter may hold as raw HTML, and what stands in what. */

const words = (list: string) => new Set(list.split(' '))

/** Elements inside a sentence. */
const PHRASING = words(
  'a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'
)
/** Elements that stand between paragraphs. */
const FLOW = words(
  'aside blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table tbody td tfoot th thead tr ul'
)
/** Elements without an end tag. */
const VOID = words('br col hr img wbr')

/** What alone may stand in an element. */
const ONLY: Readonly<Record<string, ReadonlySet<string>>> = {
  table: words('caption colgroup thead tbody tfoot tr'),
  thead: words('tr'),
  tbody: words('tr'),
  tfoot: words('tr'),
  tr: words('td th'),
  colgroup: words('col'),
  ul: words('li'),
  ol: words('li'),
  dl: words('dt dd div')
}
/** Where alone an element may stand. */
const WITHIN: Readonly<Record<string, ReadonlySet<string>>> = {
  caption: words('table'),
  colgroup: words('table'),
  thead: words('table'),
  tbody: words('table'),
  tfoot: words('table'),
  tr: words('table thead tbody tfoot'),
  td: words('tr'),
  th: words('tr'),
  col: words('colgroup'),
  li: words('ul ol'),
  dt: words('dl div'),
  dd: words('dl div'),
  summary: words('details'),
  figcaption: words('figure'),
  rt: words('ruby'),
  rp: words('ruby')
}
/** Elements that hold words and nothing that stands between paragraphs. */
const OF_WORDS = words('p h1 h2 h3 h4 h5 h6 pre summary dt caption')
/** Elements that hold what may stand around them. */
const TRANSPARENT = words('a ins del')

const EVERYWHERE = words('class dir id lang title')
const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  a: words('href'),
  col: words('span'),
  colgroup: words('span'),
  del: words('datetime'),
  details: words('open'),
  img: words('src alt width height'),
  ins: words('datetime'),
  li: words('value'),
  ol: words('start reversed type'),
  td: words('align colspan rowspan'),
  th: words('align colspan rowspan scope'),
  time: words('datetime')
}

/** Our own values are made of data alone. */
export function isKnownElement(name: string): boolean {
  return name !== 'data' && (PHRASING.has(name) || FLOW.has(name))
}

/** Whether an element has no content, such as `br`. */
export function isVoid(name: string): boolean {
  return VOID.has(name)
}

/** Whether a page holds this attribute of an element. */
export function isKnownAttribute(element: string, name: string): boolean {
  return EVERYWHERE.has(name) || (Object.hasOwn(ATTRIBUTES, element) && ATTRIBUTES[element]!.has(name))
}

/** Names of all elements, and of the attributes of one, for a note. */
export function knownElements(): readonly string[] {
  return [...PHRASING, ...FLOW].filter(isKnownElement)
}

/** The attributes of an element that a page holds. */
export function knownAttributes(element: string): readonly string[] {
  return [...EVERYWHERE, ...(Object.hasOwn(ATTRIBUTES, element) ? ATTRIBUTES[element]! : [])]
}

/** Where something stands: the nearest element around it, or Markdown; whether only words may stand there. */
export interface Place {
  readonly parent: string | undefined
  readonly isOfWords: boolean
}

/** The place inside an element. */
export function placeInside(name: string, around: Place): Place {
  const isOfWords =
    OF_WORDS.has(name) || (PHRASING.has(name) && !TRANSPARENT.has(name)) || (TRANSPARENT.has(name) && around.isOfWords)
  return {parent: name, isOfWords}
}

/** Where an element should stand, or nothing where it stands well. */
export function misplaced(name: string, place: Place): string | undefined {
  const within = Object.hasOwn(WITHIN, name) ? WITHIN[name] : undefined
  if (within !== undefined && !within.has(place.parent ?? '')) return `inside ${listed(within)}`
  const only = onlyIn(place)
  if (only !== undefined && !only.has(name)) return `nothing but ${listed(only)} inside \`<${place.parent}>\``
  if (within === undefined && place.isOfWords && !PHRASING.has(name)) return 'it between paragraphs'
  return undefined
}

/** What alone may stand here, or nothing where anything may. */
export function onlyIn({parent}: Place): ReadonlySet<string> | undefined {
  return parent !== undefined && Object.hasOwn(ONLY, parent) ? ONLY[parent] : undefined
}

/** Names of elements as a message writes them. */
export function listed(names: Iterable<string>): string {
  return [...names].map((name) => `\`<${name}>\``).join(', ')
}
