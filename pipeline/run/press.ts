/** What a report says of its press -> how its editions go there, and the profile of the press, which is read and known to be one. */
import type {Artifact} from '../cache/memo.ts'
import type {Theme} from '../design/theme.ts'
import {suggestion, type Message} from '../messages.ts'
import {faultOfPress} from '../pdf/icc/press.ts'
import type {ReportDefinition} from '../schema/definition.ts'
import type {Report} from '../stages/load/index.ts'
import type {PressSettings} from '../stages/press/index.ts'
import type {Session} from './session.ts'

/** Settings with what the report may leave out. */
export function pressSettings({press = {}}: Pick<ReportDefinition, 'press'>, {ink, muted, context, rule}: Theme): PressSettings {
  const {bleed = 3, marks = true, booklet = false, 'ink-limit': inkLimit} = press
  return {bleed, marks, booklet, greys: [ink, muted, context, rule], ...(inkLimit !== undefined && {inkLimit})}
}

/** The profile of a press, or why there is none. */
export interface PressProfile {
  readonly profile?: Artifact<Uint8Array>
  readonly messages: readonly Message[]
}

/** The profile that a report names. What is not there, or is none of a press, is an error in `messages`. */
export async function readPressProfile(
  {definition, paths, bytes, place}: Pick<Report, 'definition' | 'paths' | 'bytes' | 'place'>,
  {memo}: Pick<Session, 'memo'>
): Promise<PressProfile> {
  const path = definition.press?.profile
  if (path === undefined) return {messages: []}
  const told = (rule: string, reason: string, note?: string): PressProfile => ({
    messages: [{severity: 'error', path: 'report.yaml', ...place(['press', 'profile']), rule, reason, ...(note && {note})}]
  })
  if (!paths.includes(path)) return told('file-is-there', `Expected the file \`${path}\``, suggestion(path, paths))
  const profile = await bytes(path)
  const fault = faultOfPress(profile)
  if (fault === undefined) return {profile: await memo.keep(profile), messages: []}
  const expected = 'expected the ICC profile of a press: class `prtr`, CMYK, by way of Lab'
  return told('profile-is-of-a-press', `Unexpected \`${path}\`, ${fault}, ${expected}`, 'Ask the printer for it.')
}
