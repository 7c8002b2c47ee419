/** A chapter's tree -> the same tree in one edition: values written, conditions decided, rows repeated. */
import type {Heading, HtmlElement, Image, Link, Node, Paragraph, Parent, PhrasingContent, Properties, RootContent} from 'mdast'
import {directives} from '../../directives/index.ts'
import {element, remarks, textNode, type Scope} from '../../directives/directive.ts'
import {joinLines} from '../../language/line-breaks.ts'
import type {Citation, Expression, NodeId, Template} from '../../tree.ts'
import {checkSums, firstValue} from './adding.ts'
import {checkAnnounced} from './announced.ts'
import {checkBeginnings} from './beginning.ts'
import {dataElement} from './data-element.ts'
import {holds} from './holds.ts'
import {spend} from './limits.ts'
import {joinLists} from './lists.ts'
import {rowsOf} from './names.ts'
import {numbersIn} from './numbers.ts'
import {speaksOfOwn} from './place.ts'
import {beginWords, endWords, shownIn, write} from './saying.ts'
import type {Trail} from './signs.ts'
import {attempt, tell, warn, within, type Unfolding} from './unfolding.ts'

/** Unfold some nodes. Mistakes go into the gathering; what they stand on is left out. */
export function unfold(nodes: readonly Node[], at: Unfolding): RootContent[] {
  const blocks = (nodes as readonly RootContent[]).map((source) => ({source, made: unfoldNode(source, at)}))
  checkAnnounced(blocks, at)
  return joinLists(blocks)
}

/** A template as content: its values stay values. `behind` is what will stand behind it. */
export function phrase(template: Template, at: Unfolding, behind: Template = []): PhrasingContent[] {
  const trail: Trail = {before: ''}
  const made = template.flatMap((piece): PhrasingContent[] => {
    if (typeof piece !== 'string') return 'cited' in piece ? [citationMark(piece, at)] : valueNode(piece, trail, at)
    write(piece, trail, at)
    return [textNode(piece)]
  })
  if (behind.some((piece) => typeof piece !== 'string')) beginWords(trail)
  // What stands behind a key figure is held against its column there.
  if (behind.length > 0) trail.bare = undefined
  for (const piece of behind) if (typeof piece === 'string') write(piece, trail, at)
  endWords(trail, at)
  checkBeginnings(template.find((piece) => typeof piece !== 'string')?.node, made, at)
  return made
}

/** A template as plain text. */
export function plain(template: Template, at: Unfolding): string {
  const trail: Trail = {before: ''}
  const texts = template.map((piece) => {
    if (typeof piece !== 'string') return 'cited' in piece ? misplaced(piece, at) : (shownIn(piece, trail, at)?.text ?? '')
    write(piece, trail, at)
    return piece
  })
  return texts.join('')
}

function unfoldNode(node: RootContent, at: Unfolding): RootContent[] {
  spend(at.gathering, {pieces: 1}, at.repeats)
  switch (node.type) {
    case 'expression':
      return node.expression === undefined ? [] : valueNode(node.expression, at.gathering.trail, at)
    case 'citation':
      return node.citation === undefined ? [] : [citationMark(node.citation, at)]
    case 'containerDirective':
    case 'leafDirective':
    case 'textDirective':
      return unfoldDirective(node, at)
    case 'footnoteReference':
      return [noteMark(node.identifier, at)]
    case 'footnoteDefinition':
      at.gathering.notes.set(`${at.chapter}/${node.identifier}`, () => unfold(node.children, at))
      return []
    case 'paragraph':
      return unfoldParagraph(node, at)
    case 'heading':
      beginWords(at.gathering.trail)
      return [ended(unfoldLines(node, at), at)]
    case 'link':
      return [unfoldLink(node, at)]
    case 'htmlElement':
      return [unfoldElement(node, at)]
    case 'image':
      return [named(unfoldImage(node, at), node)]
    case 'text':
      write(node.value, at.gathering.trail, at)
      return [node]
    default:
      if (BLOCKS.includes(node.type)) beginWords(at.gathering.trail)
      return ['children' in node ? ({...node, children: unfold(node.children, at)} as Parent as RootContent) : node]
  }
}

// Where one ends, its words stand before nothing any more.
const BLOCKS: readonly string[] = ['tableCell', 'listItem', 'blockquote']

function valueNode(expression: Expression, trail: Trail, at: Unfolding): PhrasingContent[] {
  const shown = shownIn(expression, trail, at)
  if (shown === undefined) return []
  spend(at.gathering, {characters: shown.text.length}, at.repeats)
  return [dataElement(shown)]
}

type DirectiveNode = Extract<RootContent, {type: 'containerDirective' | 'leafDirective' | 'textDirective'}>

function unfoldDirective({data: read, children}: DirectiveNode, at: Unfolding): RootContent[] {
  const [data, node] = [read!.directive!, read!.node!]
  const directive = directives.find(({name}) => name === data.name)!
  const scope: Scope = {
    language: at.names.language,
    axes: at.names.axes,
    words: at.words,
    text: (template) => plain(template, at),
    phrase: (template, behind) => phrase(template, at, behind),
    holds: (condition) => attempt(node, at, () => holds(condition, at.names)) ?? false,
    dataset(name) {
      return attempt(node, at, () => rowsOf(name, at.names).dataset) ?? {query: name, columns: [], key: [], rows: []}
    },
    content: (loop) => unfold(children, loop === undefined ? at : within(loop, node, at)),
    spend: (pieces) => spend(at.gathering, {pieces}, `${at.chapter}#${node}`),
    numbers: (template) => numbersIn(template, at.names),
    speaksOfOwn: (template) => speaksOfOwn(template, at.names),
    figure: (figure) => at.gathering.figures.push(figure.numbers ? {...figure, chapter: at.chapter} : figure),
    warn: (message) => warn(at, node, message),
    problem: (rule, reason, note) => tell(at, node, {rule, reason, note})
  }
  const made = directive.expand(data, scope)
  return data.id === undefined ? made : made.map((item) => atNode(item, node, at))
}

// What has an id can be told from another with the same one.
function atNode(made: RootContent, node: NodeId | undefined, at: Unfolding): RootContent {
  if (made.type !== 'htmlElement') return made
  return {...made, data: {...made.data, hProperties: {...made.data.hProperties, dataNode: `${at.chapter}#${node}`}}}
}

function noteMark(identifier: string, at: Unfolding): RootContent {
  const key = `${at.chapter}/${identifier}`
  at.gathering.marks.add(key)
  return element('sup', {className: ['footnote'], dataNote: key}, [])
}

function citationMark(citation: Citation, at: Unfolding): HtmlElement {
  const index = at.gathering.citations.push(citation) - 1
  return element('span', {className: ['citation'], dataCitation: index}, [])
}

// What is read aloud, or stands in a list of contents, has no room for a mark.
function misplaced({node}: Citation, at: Unfolding): string {
  const reason = 'Unexpected citation in a title, a caption or an alternative text, expected it in prose, a note or a source'
  tell(at, node, {rule: 'citation-stands-in-prose', reason})
  return ''
}

// A picture alone in its paragraph is a figure of its own.
function unfoldParagraph(node: Paragraph, at: Unfolding): RootContent[] {
  beginWords(at.gathering.trail)
  const [only, second] = node.children
  if (only?.type === 'image' && second === undefined) return [pictureFigure(only, at)]
  const made = ended(unfoldLines(node, at), at)
  checkSums(node, made, at)
  checkBeginnings(firstValue(node), [made], at)
  return [made]
}

function ended<Made>(made: Made, at: Unfolding): Made {
  endWords(at.gathering.trail, at)
  return made
}

// A line end beside a value is a blank or nothing, as the value is Chinese or not.
function unfoldLines<Kind extends Paragraph | Heading>(node: Kind, at: Unfolding): Kind {
  const children = unfold(node.children, at)
  const breaks = node.data?.breaks
  return {...node, children: breaks === undefined ? children : joinLines(children, breaks).children}
}

function pictureFigure(node: Image, at: Unfolding): RootContent {
  const {caption, note, source} = node.data?.attributes?.values ?? {}
  const title =
    caption === undefined ? [] : [element('figcaption', {}, [element('span', {className: ['title']}, phrase(caption, at))])]
  const under = remarks({note, source}, {words: at.words, phrase: (template) => phrase(template, at)})
  return atNode(
    element('figure', {className: ['image'], id: node.data?.attributes?.id}, [unfoldImage(node, at), ...title, ...under]),
    node.data?.node,
    at
  )
}

function unfoldImage(node: Image, at: Unfolding): HtmlElement {
  at.gathering.images.add(node.url)
  const alt = plain(node.data?.alt ?? [node.alt ?? ''], at)
  // Not a node of Markdown: that would write the address in another way than the picture is known by.
  return element('img', {src: node.url, alt, ...titleOf(node, at), ...sizeOf(node, at)}, [])
}

// A picture in a sentence has its own name; one that is alone gives it to its figure.
function named(made: HtmlElement, {data}: Image): HtmlElement {
  const id = data?.attributes?.id
  return id === undefined ? made : {...made, data: {...made.data, hProperties: {...made.data.hProperties, id}}}
}

function sizeOf({data}: Image, at: Unfolding): Properties {
  const sizes = ['width', 'height'].flatMap((name) => {
    const given = data?.attributes?.values[name]
    return given === undefined ? [] : [[name, plain(given, at)]]
  })
  return {...data?.hProperties, ...(Object.fromEntries(sizes) as Properties)}
}

function unfoldLink(node: Link, at: Unfolding): RootContent {
  const attributes = node.data?.attributes
  if (node.url.startsWith('#') && node.children.length === 0) {
    return element(
      'a',
      {
        className: ['ref'],
        href: node.url,
        dataNode: `${at.chapter}#${node.data?.node}`,
        ...(attributes?.values['page'] && {dataPage: 'yes'})
      },
      []
    )
  }
  const written = node.data?.url === undefined ? node.url : plain(node.data.url, at)
  const url = written.replace(/^doi:\s*/i, 'https://doi.org/')
  if (!/^(?:https?:\/\/|mailto:|tel:)|^(?![a-z][a-z\d+.-]*:)/i.test(url.replaceAll(/[\p{Cc}\s]/gu, '')))
    tell(at, node.data?.node ?? '', {
      rule: 'link-is-safe',
      reason: `Unexpected target \`${url.slice(0, 60)}\`, expected a web or mail address`
    })
  const inside = url.startsWith('#') ? {dataNode: `${at.chapter}#${node.data?.node}`} : {}
  const hProperties = {...node.data?.hProperties, ...inside}
  return {type: 'link', url, ...titleOf(node, at), data: {hProperties}, children: unfold(node.children, at) as PhrasingContent[]}
}

function unfoldElement(node: HtmlElement, at: Unfolding): RootContent {
  const hProperties = {...node.data.hProperties, ...titleOf(node, at)}
  return {...node, data: {...node.data, hProperties}, children: unfold(node.children, at)}
}

function titleOf({data}: Link | Image | HtmlElement, at: Unfolding): {title?: string} {
  return data?.title === undefined ? {} : {title: plain(data.title, at)}
}
