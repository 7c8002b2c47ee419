/** `:::only{if="..."}` and `:only[...]{if="..."}`: content for some editions. */
import type {Directive} from './directive.ts'

/** `:::only` and `:only[]`. */
export const only: Directive = {
  name: 'only',
  forms: ['container', 'text'],
  attributes: {if: {kind: 'condition', required: true}},
  id: 'none',
  expand: ({condition}, scope) => (condition !== undefined && scope.holds(condition) ? scope.content() : [])
}
