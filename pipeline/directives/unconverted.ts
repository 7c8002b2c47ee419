/** `:unconverted[后羿]`: words that stay in the script in which they are written, where another one is derived. */
import type {Directive} from './directive.ts'

/** `:unconverted[]` and `:::unconverted`. */
export const unconverted: Directive = {
  name: 'unconverted',
  forms: ['container', 'text'],
  attributes: {},
  id: 'none',
  expand: (_, scope) => scope.content()
}
