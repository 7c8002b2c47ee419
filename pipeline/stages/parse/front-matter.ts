/** The front matter of a chapter: its id, its short title, and for whom it is. */
import type {Root, Yaml} from 'mdast'
import {suggestion} from '../../messages.ts'
import {readDefinition} from '../../schema/validate.ts'
import {checkedId} from './attributes.ts'
import type {Reader} from './reader.ts'
import type {ChapterHead} from '../../tree.ts'

/** Values that an axis has, by the name of the axis; nothing where the data that list them cannot be read. */
export type AxisIds = Readonly<Record<string, readonly string[] | undefined>>

interface FrontMatter extends Readonly<Record<string, unknown>> {
  readonly id?: string
  readonly title?: string
  readonly if?: string
}

/** The file of a chapter, the id in its name, and the axes of its report. */
export interface ChapterFile {
  readonly path: string
  readonly fileId: string
  readonly axes: AxisIds
}

/** Read it. An id that is not the file's name, and an axis value that there is not, are mistakes. */
export async function readFrontMatter(tree: Root, {path, fileId, axes}: ChapterFile, reader: Reader): Promise<ChapterHead> {
  const yaml = tree.children.find((node): node is Yaml => node.type === 'yaml')
  if (yaml === undefined) return {id: fileId, axes: {}}
  const firstLine = (yaml.position?.start.line ?? 0) + 1
  const definition = await readDefinition({path, text: yaml.value}, 'chapter', {extraKeys: Object.keys(axes), firstLine})
  reader.messages.push(...definition.messages)
  if (definition.messages.length > 0) return {id: fileId, axes: {}}
  const {id = fileId, title, if: condition, ...rest} = (definition.value ?? {}) as FrontMatter
  const at = (key: string) => ({type: 'yaml', position: {start: definition.place([key]), end: definition.place([key])}})
  const head = {
    id: checkedId(fileId, at('id'), reader) ?? fileId,
    axes: Object.fromEntries(
      Object.entries(rest).map(([axis, ids]) => [axis, readIds({axis, value: ids, known: axes[axis]}, at(axis), reader)])
    )
  }
  if (id !== fileId)
    reader.problem(
      'chapter-id-is-file-name',
      `Unexpected id \`${id}\`, expected \`${fileId}\` as in the name of the file`,
      at('id')
    )
  const conditionNode = reader.name(at('if'))
  return {
    ...head,
    ...(title !== undefined && {title: reader.template(title, at('title'), reader.name(at('title')))}),
    ...(condition !== undefined && {condition: reader.condition(condition, at('if'), conditionNode), conditionNode})
  }
}

function readIds(
  {axis, value, known}: {readonly axis: string; readonly value: unknown; readonly known: readonly string[] | undefined},
  node: Parameters<Reader['name']>[0],
  reader: Reader
): readonly string[] {
  const ids = (Array.isArray(value) ? value : [value]).map(String)
  for (const id of ids) {
    if (known !== undefined && !known.includes(id))
      reader.problem('axis-value-is-known', `Unexpected value \`${id}\` of the axis \`${axis}\``, node, suggestion(id, known))
  }
  return ids
}
