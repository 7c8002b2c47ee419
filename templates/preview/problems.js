/* Lies over the last good page when something is wrong, with the place of each mistake. */
import {useRef} from 'preact/hooks'
import {html} from './html.js'
import {Messages, useMessages} from './messages.js'
import {count} from './status.js'

/** Errors open it; warnings wait behind a button. */
export function Problems({scene, id, isHidden, onHide}) {
  const edition = scene.byId.get(id)
  const isReport = scene.wrong > 0
  const errors = isReport ? scene.wrong : (edition?.errors ?? 0)
  const warnings = isReport ? 0 : scene.warnings + (edition?.warnings ?? 0)
  // While an edition is being made what was said of the last one stays: the server has better to do.
  const told = useRef({})
  for (const side of ['html', 'pdf']) if (['fresh', 'failed'].includes(edition?.[side].state)) told.current[side] = scene.looks
  const version = [isReport && scene.looks, told.current.html, told.current.pdf, scene.known, errors, warnings].join()
  const messages = useMessages(isReport ? '' : id, version, errors + warnings > 0)
  if (errors + warnings === 0) return null
  const title = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')].filter(Boolean).join(', ')
  const isOpen = errors > 0 ? !isHidden : isHidden === 'asked'
  const toggle = () => onHide(errors > 0 ? isOpen : isOpen ? false : 'asked')
  return html`<section class=${`problems ${errors > 0 ? 'error' : 'warning'} ${isOpen ? 'open' : ''}`} aria-label="What is wrong">
    <h2><button type="button" aria-expanded=${isOpen} onClick=${toggle}>
      <span class="mark" aria-hidden="true">${errors > 0 ? '×' : '!'}</span>${title}${isReport || warnings + errors === scene.warnings ? ' in the report' : ` in ${id}`}
    </button></h2>
    ${isOpen && errors > 0 && scene.editions.length > 0 && html`<p class="quiet">Beneath is the last page that could be made.</p>`}
    ${isOpen && html`<div class="scroll" tabindex="0" role="group" aria-label="Messages"><${Messages} messages=${messages} /></div>`}
  </section>`
}
