/** `::figure{#fig-x chart="spec" data="query" caption="..."}`: a chart with its caption, note and source. */
import {classOf, element, remarks, type Directive} from './directive.ts'

/** `::figure`. */
export const figure: Directive = {
  name: 'figure',
  forms: ['leaf'],
  attributes: {
    chart: {kind: 'chart', required: true},
    data: {kind: 'query', required: true},
    caption: {kind: 'template', required: true},
    note: {kind: 'template'},
    source: {kind: 'template'},
    alt: {kind: 'template'},
    place: {kind: 'names'}
  },
  id: 'required',
  expand({id, names, templates}, scope) {
    const {caption, alt} = templates
    scope.dataset(names['data']!)
    const numbers = scope.numbers(caption!)
    scope.figure({
      id: id!,
      chart: names['chart']!,
      data: names['data']!,
      title: scope.text(caption!),
      ...(numbers.length > 0 && {numbers}),
      ...(alt && {alt: scope.text(alt)})
    })
    const title = element('span', {className: ['title']}, scope.phrase(caption!))
    return [
      element('figure', {className: classOf('figure', names['place'], scope), id}, [
        element('figcaption', {}, [title]),
        element('octavo-chart', {dataFigure: id}, []),
        ...remarks(templates, scope)
      ])
    ]
  }
}
