/* The rows of a query as an edition is given them, each number as it is; a cell tells where it comes from. */
import {html} from './html.js'
import {useAnswer} from './live.js'

export function Rows({edition, query, row, version, onNumber}) {
  const answer = useAnswer(`/api/rows?edition=${encodeURIComponent(edition)}&query=${encodeURIComponent(query)}`, version)
  if (answer === undefined) return html`<p class="quiet">Asking …</p>`
  if (answer.wrong) return html`<p class="quiet">No edition is given rows of <code>${query}</code>.</p>`
  const {name, path, files, columns, key, rows, total} = answer.data
  const isKey = ({name}) => key.includes(name)
  return html`
    <h2 class="name">${name}</h2>
    <p class="quiet paths"><code>${path}</code>${files.length > 0 && ' from '}${files.map((file) => html` <code key=${file}>${file}</code>`)}</p>
    <div class="scroll rows" tabindex="0" role="group" aria-label=${`Rows of ${name}`}><table>
      <thead><tr>${columns.map((column) => html`<th key=${column.name} scope="col" class=${column.isNumber ? 'number' : ''}>${column.name}${isKey(column) && html`<span class="key">key</span>`}</th>`)}</tr></thead>
      <tbody>${rows.map((cells, at) => {
        const origin = originOf({name, columns, key}, cells)
        return html`<tr key=${at} class=${origin === row ? 'meant' : ''}>${cells.map((cell, index) => html`<td key=${index} class=${columns[index].isNumber ? 'number' : ''}>
          ${cell === null ? html`<span class="quiet">–</span>` : html`<button type="button" class="value" onClick=${() => onNumber({text: String(cell), value: String(cell), origins: [`${origin}.${columns[index].name}`], edition})}>${String(cell)}</button>`}
        </td>`)}</tr>`
      })}</tbody>
    </table></div>
    <p class="quiet">${rows.length < total ? `The first ${rows.length} of ${total} rows.` : `${total} ${total === 1 ? 'row' : 'rows'}.`}</p>`
}

// As pages write it: `websites[region=gd;kind=open]`, blanks as in an address.
function originOf({name, columns, key}, cells) {
  const part = (column) => `${column}=${String(cells[columns.findIndex((each) => each.name === column)]).replaceAll(/\s+/gu, encodeURIComponent)}`
  return key.length === 0 ? name : `${name}[${key.map(part).join(';')}]`
}
