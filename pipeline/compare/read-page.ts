/** A published page -> the edition as it tells it. */
import {elementsIn} from './elements.ts'
import type {ToldEdition} from './passage.ts'
import {readHtml} from './read-html.ts'
import {tellPage, type TellingOptions} from './tell.ts'

/** Read a page; nothing where it is none of ours. */
export function readEditionPage(html: string, pictureOf: TellingOptions['pictureOf']): ToldEdition | undefined {
  const page = readHtml(html).children.find((child) => child.type === 'element')
  const elements = page?.type === 'element' ? [page, ...elementsIn(page)] : []
  const text = elements.find(({tagName, properties}) => tagName === 'main' && properties.id === 'text')
  const {dataEdition} = elements.find(({tagName}) => tagName === 'body')?.properties ?? {}
  const language = page?.type === 'element' ? page.properties.lang : undefined
  if (text === undefined || typeof dataEdition !== 'string' || typeof language !== 'string') return undefined
  return {id: dataEdition, language, passages: tellPage(text, {language, pictureOf})}
}
