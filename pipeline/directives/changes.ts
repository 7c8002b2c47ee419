/** `::changes{#since}`: what changed in this edition since the last release that is on file. What it says is known when the rest is. */
import {element, type Directive} from './directive.ts'

/** `::changes`. */
export const changes: Directive = {
  name: 'changes',
  forms: ['leaf'],
  attributes: {},
  id: 'optional',
  readsRelease: true,
  expand: ({id}) => [element('div', {className: ['changes'], id}, [])]
}
