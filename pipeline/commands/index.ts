/** The commands. A new one is a file beside this and a line here. */
import {buildCommand} from './build.ts'
import {checkCommand} from './check.ts'
import type {Command} from './command.ts'
import {describeCommand} from './describe.ts'
import {diffCommand} from './diff.ts'
import {doctorCommand} from './doctor.ts'
import {fetchCommand} from './fetch.ts'
import {initCommand} from './init.ts'
import {mergeCommand} from './merge.ts'
import {planCommand} from './plan.ts'
import {previewCommand} from './preview.ts'
import {pruneCommand} from './prune.ts'
import {queryCommand} from './query.ts'
import {traceCommand} from './trace.ts'
import {validateCommand} from './validate.ts'
import {whyCommand} from './why.ts'
import {workCommand} from './work.ts'

export const commands: readonly Command[] = [
  buildCommand,
  planCommand,
  whyCommand,
  checkCommand,
  queryCommand,
  describeCommand,
  previewCommand,
  traceCommand,
  diffCommand,
  validateCommand,
  fetchCommand,
  mergeCommand,
  initCommand,
  doctorCommand,
  pruneCommand,
  workCommand
]
