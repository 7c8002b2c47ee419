/** `:::callout{kind="key" title="..."}`: a passage set apart. */
import {element, remarks, type Directive} from './directive.ts'

const KINDS = ['key', 'note', 'caution']

/** `:::callout`. */
export const callout: Directive = {
  name: 'callout',
  forms: ['container'],
  attributes: {kind: {kind: 'names'}, title: {kind: 'template'}, source: {kind: 'template'}},
  id: 'optional',
  expand({id, names, templates}, scope) {
    const kind = names['kind'] ?? 'note'
    if (!KINDS.includes(kind))
      scope.problem('callout-kind-is-known', `Unexpected kind \`${kind}\`, expected one of ${KINDS.join(', ')}`)
    const title = templates['title']
    const head = title === undefined ? [] : [element('p', {className: ['callout-title']}, scope.phrase(title))]
    return [
      element('aside', {className: ['callout', `callout-${kind}`], id}, [
        ...head,
        ...scope.content(),
        ...remarks({source: templates['source']}, scope)
      ])
    ]
  }
}
