/* Every edition and its state: a row for each value of the first axis, a column for each crossing of the others. */
import {useRef, useState} from 'preact/hooks'
import {html} from './html.js'
import {SIDES, STATES} from './live.js'
import {count} from './status.js'

export function Matrix({scene, route, go, onKey: _onKey}) {
  const table = useRef(null)
  const [rowAxis, ...others] = scene.axes
  const columns = others.reduce((all, {values}) => all.flatMap((before) => values.map((value) => [...before, value])), [[]])
  const at = new Map(scene.editions.map((edition) => [scene.axes.map(({name}) => edition.axes[name]).join('.'), edition]))
  const cells = (rowAxis?.values ?? []).map((value) => columns.map((column) => at.get([value.id, ...column.map(({id}) => id)].join('.'))))
  const [focus, setFocus] = useState(route.a)
  const stop = scene.byId.has(focus) ? focus : scene.editions[0]?.id

  function step(event, row, column) {
    const [down, right] = {ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1]}[event.key] ?? [0, 0]
    if (down === 0 && right === 0) return
    event.preventDefault()
    for (let [y, x] = [row + down, column + right]; cells[y] && x >= 0 && x < columns.length; [y, x] = [y + down, x + right]) {
      if (!cells[y][x]) continue
      setFocus(cells[y][x].id)
      return table.current.querySelector(`[data-cell="${y} ${x}"]`).focus()
    }
  }

  return html`<div class="matrix-view">
    <${Legend} scene=${scene} />
    <div class="scroll" tabindex="0" role="group" aria-label="Matrix">
    <table class="matrix" ref=${table}>
      <caption class="hidden">Editions and their states; arrow keys go from one to the next</caption>
      <thead>${others.map((axis, level) => html`<tr key=${axis.name}>
        ${level === 0 && html`<th scope="col" rowspan=${others.length}>${rowAxis.title}</th>`}
        ${headsOf(others, level).map((head, index) => html`<th key=${index} scope="colgroup" colspan=${head.span}>${head.label}</th>`)}
      </tr>`)}</thead>
      <tbody>${cells.map((row, y) => html`<tr key=${rowAxis.values[y].id}>
        <th scope="row">${rowAxis.values[y].label}</th>
        ${row.map((edition, x) => html`<td key=${x}>${edition && html`<${Cell}
          edition=${edition} at=${`${y} ${x}`} isStop=${edition.id === stop} isShown=${edition.id === route.a}
          name=${[rowAxis.values[y], ...columns[x]].map(({label}) => label).join(', ')}
          onKeyDown=${(event) => step(event, y, x)} onFocus=${() => setFocus(edition.id)}
          onClick=${() => go({view: '', a: edition.id})}
        />`}</td>`)}
      </tr>`)}</tbody>
    </table>
    </div>
  </div>`
}

// The values of an axis over all columns, each as wide as what is crossed below it.
function headsOf(axes, level) {
  const size = (some) => some.reduce((product, {values}) => product * values.length, 1)
  const span = size(axes.slice(level + 1))
  return Array.from({length: size(axes.slice(0, level))}, () => axes[level].values.map(({label}) => ({label, span}))).flat()
}

function Cell({edition, at, isStop, isShown, name, ...rest}) {
  const {html: page, pdf, errors, warnings} = edition
  const told = [`${name}: page ${STATES[page.state]}`, `PDF ${STATES[pdf.state]}`, errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')]
  return html`<button
    type="button" class=${`cell ${isShown ? 'shown' : ''}`} data-cell=${at} data-edition=${edition.id} tabindex=${isStop ? 0 : -1}
    aria-label=${told.filter(Boolean).join(', ')} title=${told.filter(Boolean).join('\n')} ...${rest}
  ><span class=${`half ${page.state}`}></span><span class=${`half ${pdf.state}`}></span>${
    errors > 0 ? html`<span class="sign error">×</span>` : warnings > 0 ? html`<span class="sign warning">!</span>` : null
  }</button>`
}

// What is held is so only while the report is wrong.
function statesOf({wrong}) {
  return Object.entries(STATES).filter(([state]) => (wrong > 0 ? state !== 'fresh' : state !== 'held'))
}

function Legend({scene}) {
  const number = (side, state) => scene.editions.filter((edition) => edition[side].state === state).length
  const warned = scene.editions.filter(({warnings}) => warnings > 0).length
  return html`<div class="legend">
    <p><strong>${count(scene.editions.length, 'edition')}</strong>. In each cell the page stands left, the PDF right.</p>
    <ul>${statesOf(scene).map(([state, words]) => html`<li key=${state}>
      <span class="cell" aria-hidden="true"><span class=${`half ${state}`}></span>${state === 'failed' && html`<span class="sign error">×</span>`}</span>
      ${words}: ${Object.entries(SIDES).map(([side, name]) => `${number(side, state)} ${name === 'PDF' ? count(number(side, state), 'PDF').replace(/^\d+ /, '') : count(number(side, state), 'page').replace(/^\d+ /, '')}`).join(', ')}
    </li>`)}
    <li><span class="cell" aria-hidden="true"><span class="sign warning">!</span></span>with warnings: ${warned}</li></ul>
  </div>`
}
