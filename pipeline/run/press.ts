/** What a report says of its press -> how its editions go there. */
import type {Theme} from '../design/theme.ts'
import type {ReportDefinition} from '../schema/definition.ts'
import type {PressSettings} from '../stages/press/index.ts'

/** Settings with what the report may leave out. */
export function pressSettings({press = {}}: Pick<ReportDefinition, 'press'>, {ink, muted, context, rule}: Theme): PressSettings {
  const {bleed = 3, marks = true} = press
  return {bleed, marks, greys: [ink, muted, context, rule]}
}
