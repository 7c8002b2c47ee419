/* What is wrong, with its place, the lines around it, and how to mend it. */
import {html} from './html.js'
import {useAnswer} from './live.js'

/** Messages of an edition, or of the report as a whole, where there are any. */
export function useMessages(id, version, isAny) {
  return useAnswer(isAny ? `/api/messages?edition=${encodeURIComponent(id)}` : '', version)?.data ?? []
}

/** A list of messages; what the mistakes are about stands first. */
export function Messages({messages}) {
  const sorted = messages.toSorted((one, other) => (one.severity === other.severity ? 0 : one.severity === 'error' ? -1 : 1))
  return html`<ol class="messages">${sorted.map((message, at) => html`<${Message} key=${at} ...${message} />`)}</ol>`
}

function Message({severity, path, line, column, place, reason, rule, note, frame, more}) {
  const at = [path, place ?? line, place === undefined && line !== undefined ? (column ?? 1) : undefined].filter((part) => part !== undefined)
  return html`<li class=${`message ${severity}`}>
    <p class="where">
      <strong>${severity}</strong>
      ${at.length > 0 && html`<code>${at.join(':')}</code>`}
      <span class="rule">${rule}</span>
    </p>
    <p class="reason">${reason}</p>
    ${note && html`<p class="note">${note}</p>`}
    ${more && html`<p class="note">${more} more like it in this file.</p>`}
    ${frame && html`<${Frame} ...${frame} />`}
  </li>`
}

/** Lines of a file, with the one that is meant and the place in it. */
export function Frame({first, lines, line, column}) {
  return html`<pre class="frame" tabindex="0" role="group" aria-label=${`Line ${line}`}>${lines.map((text, at) => {
    const isMeant = first + at === line
    return html`<div class=${isMeant ? 'meant' : ''}><span class="number">${first + at}</span>${text || ' '}${
      isMeant && column !== undefined && html`<span class="caret" aria-hidden="true">${' '.repeat(Math.max(0, column - 1))}^</span>`
    }</div>`
  })}</pre>`
}
