/* Markup in scripts, as Preact draws it. Texts stay texts, whatever is in them. */
import {h} from 'preact'
import htm from 'htm'

/** html`<p>${text}</p>` */
export const html = htm.bind(h)
