/** The rules of PDF/UA-1 and PDF/A-3a that are checked, by groups. A new group is a file beside this and a line here. */
import {actionRules} from './actions.ts'
import {colourRules} from './colour.ts'
import {documentRules} from './document.ts'
import {elementRules} from './elements.ts'
import {fileRules} from './files.ts'
import {fontRules} from './fonts.ts'
import {markRules} from './marks.ts'
import {metadataRules} from './metadata.ts'
import {nestingRules} from './nesting.ts'
import {pageRules} from './pages.ts'
import {roleRules} from './roles.ts'
import type {Rule} from './rule.ts'
import {structureRules} from './structure.ts'
import {tableRules} from './tables.ts'

/** All rules, in the order in which their faults are told. */
export const rules: readonly Rule[] = [
  ...documentRules,
  ...metadataRules,
  ...actionRules,
  ...pageRules,
  ...fileRules,
  ...colourRules,
  ...fontRules,
  ...markRules,
  ...structureRules,
  ...roleRules,
  ...nestingRules,
  ...elementRules,
  ...tableRules
]
