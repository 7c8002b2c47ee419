/** `:unbound[five models]{reason="..."}`: a number that is written out, and why it cannot go wrong. */
import type {Directive} from './directive.ts'

/** `:unbound[]` and `:::unbound`. */
export const unbound: Directive = {
  name: 'unbound',
  forms: ['container', 'text'],
  attributes: {reason: {kind: 'names', required: true}},
  id: 'none',
  expand: (_, scope) => scope.content()
}
