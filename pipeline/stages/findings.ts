/** What was found in the editions of a report -> one page that shows it: each finding with its place and a picture of its page. */
import type {Message} from '../messages.ts'
import type {Spot} from '../types.ts'

/** Something that was found, once for all editions in which it was. */
export interface Finding {
  readonly message: Message
  /** Ids, the pictured one first. */
  readonly editions: readonly string[]
  /** The page of the first edition on which it was seen, where that is known. */
  readonly seen?: {readonly spot: Spot; readonly picture: Picture}
}

/** A picture of a page: an address that holds it whole; the size of the page in millimetres. */
export interface Picture {
  readonly image: string
  readonly width: number
  readonly height: number
}

/** What the page is made of. */
export interface FindingsInput {
  readonly title: string
  readonly findings: readonly Finding[]
  /** Editions that were looked at. */
  readonly editions: number
}

/** The page, whole in itself: it loads nothing and runs nothing. */
export function showFindings({title, findings, editions}: FindingsInput): string {
  const [errors, warnings] = ['error', 'warning'].map((kind) => findings.filter(({message}) => message.severity === kind).length)
  const counted = `${many(errors!, 'error')}, ${many(warnings!, 'warning')} in ${many(editions, 'edition')}`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Findings: ${escaped(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escaped(title)}</h1><p class="count">${counted}</p>
${findings.length === 0 ? '<p>Nothing is to be said.</p>' : `<ol>${findings.map(entry).join('\n')}</ol>`}
</main></body></html>
`
}

function entry({message, editions, seen}: Finding): string {
  const {severity, rule, reason, note, path, line, column} = message
  const place = [path, line, column].filter((part) => part !== undefined).join(':')
  return `<li class="${severity}"><div class="words"><p class="rule"><b>${severity}</b> <code>${escaped(rule)}</code></p>
<h2>${inCode(reason)}</h2>${note === undefined ? '' : `<p>${inCode(note)}</p>`}
<dl>${place === '' ? '' : `<dt>File</dt><dd><code>${escaped(place)}</code></dd>`}${where(editions, seen)}</dl></div>
${seen === undefined ? '' : figure(seen, editions[0]!)}</li>`
}

function where(editions: readonly string[], seen: Finding['seen']): string {
  const [first, ...others] = editions
  if (first === undefined) return ''
  const page = seen === undefined ? '' : `, page ${seen.spot.page} of the file`
  const more =
    others.length === 0
      ? ''
      : `<details><summary>and ${others.length} more</summary>${others.map(escaped).join('<br>')}</details>`
  return `<dt>Edition</dt><dd>${escaped(first)}${page}${more}</dd>`
}

function figure({spot: {page, box}, picture: {image, width, height}}: NonNullable<Finding['seen']>, edition: string): string {
  const share = (length: number, whole: number) => `${Math.round((length / whole) * 10000) / 100}%`
  const mark =
    box === undefined
      ? ''
      : `<span class="mark" style="left:${share(box[0], width)};top:${share(box[1], height)};width:${share(box[2], width)};height:${share(box[3], height)}"></span>`
  return `<figure style="aspect-ratio:${width}/${height}"><img src="${image}" alt="Page ${page} of ${escaped(edition)}" loading="lazy">${mark}</figure>`
}

// What stands between backticks is of a file.
function inCode(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const STYLE = `*{box-sizing:border-box}
body{margin:0;background:#f4f5f6;color:#1b1e23;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:75rem;margin:auto;padding:2rem 1rem}
h1{font-size:1.6rem;line-height:1.25;margin:0}h2{font-size:1.05rem;line-height:1.4;margin:.3rem 0 .6rem}
p{margin:0 0 .6rem;max-width:65ch}.count{color:#50565e;margin-bottom:1.5rem}
ol{list-style:none;margin:0;padding:0;display:grid;gap:1rem}
li{background:#fff;border:1px solid #d5d9de;border-inline-start:6px solid #8a5a00;padding:1rem;display:grid;gap:1rem}
li.error{border-inline-start-color:#a3182a}
.rule b{color:#8a5a00}.error .rule b{color:#a3182a}
code{font:.92em/1.4 ui-monospace,monospace}
dl{margin:0;display:grid;grid-template-columns:max-content 1fr;gap:.2rem .8rem}dt{color:#50565e}dd{margin:0}
summary{cursor:pointer;color:#1f5a8c}
figure{position:relative;margin:0;width:100%;border:1px solid #d5d9de}
img{display:block;width:100%;height:100%}
.mark{position:absolute;outline:2px solid #c2570c;outline-offset:1px;background:#c2570c22;min-width:6px;min-height:6px}
@media (min-width:56rem){li{grid-template-columns:1fr 28rem;align-items:start}li:not(:has(figure)){grid-template-columns:1fr}}`
