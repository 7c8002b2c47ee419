/** A draft and the text of a `datapackage.json` -> the text with the draft in it, or why it has no place there. */
import {ReportError, type Message} from '../../messages.ts'
import type {ResourceDefinition} from '../../schema/definition.ts'
import {readDefinition} from '../../schema/validate.ts'
import type {Source} from '../../types.ts'
import {withResource, type ListPlace} from './print.ts'

/** The text of the package with one resource more. Throws a ReportError where it is none, or has the table or the file already. */
export async function addResource(source: Source, draft: ResourceDefinition): Promise<string> {
  const {value, messages, place} = await readDefinition(source, 'datapackage')
  if (messages.length > 0) throw new ReportError(messages)
  const {resources} = value as {readonly resources: readonly ResourceDefinition[]}
  const at = resources.findIndex(
    ({name, path}) => name.toLowerCase() === draft.name.toLowerCase() || isSamePart({path, draft}, resources)
  )
  if (at !== -1) throw new ReportError([isThere(resources[at]!, draft, {path: source.path, ...place(['resources', at])})])
  const list = await listIn(source.text)
  if (list === undefined) throw new ReportError([noList(source)])
  return withResource(source.text, list, draft)
}

interface Part {
  readonly path: string | undefined
  readonly draft: ResourceDefinition
}

// A workbook and a database may stand there once for each of their tables.
function isSamePart({path, draft}: Part, resources: readonly ResourceDefinition[]): boolean {
  if (path === undefined || path !== draft.path) return false
  const partOf = ({sheet, range, table}: ResourceDefinition) => JSON.stringify([sheet, range, table])
  return resources.some((each) => each.path === path && partOf(each) === partOf(draft))
}

function isThere(
  {name}: ResourceDefinition,
  draft: ResourceDefinition,
  place: Pick<Message, 'path' | 'line' | 'column'>
): Message {
  const reason = `Unexpected second resource for \`${draft.path}\` beside \`${name}\`, expected each once`
  return {
    severity: 'error',
    rule: 'name-is-unique',
    ...place,
    reason,
    note: 'Nothing was written. Describe it without `--write`, and mend the one that is there.'
  }
}

function noList({path}: Source): Message {
  const reason = 'Unexpected form of `resources`, expected a list in square brackets'
  return {severity: 'error', rule: 'value-matches-schema', path, reason, note: 'Nothing was written.'}
}

async function listIn(text: string): Promise<ListPlace | undefined> {
  const {isNode, isSeq, parseDocument} = await import('yaml')
  const list: unknown = parseDocument(text).get('resources')
  if (!isSeq(list) || list.flow !== true || !list.range) return undefined
  const last = list.items.at(-1)
  const range = isNode(last) ? last.range : undefined
  return {start: list.range[0], ...(range && {last: {start: range[0], end: range[1]}})}
}
