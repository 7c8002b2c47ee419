/** The directives of Markdown. A new one is a file beside this and a line here. */
import {callout} from './callout.ts'
import {changes} from './changes.ts'
import type {Directive} from './directive.ts'
import {each} from './each.ts'
import {figure} from './figure.ts'
import {keyFigure} from './key-figure.ts'
import {only} from './only.ts'
import {table} from './table.ts'
import {unbound} from './unbound.ts'
import {unconverted} from './unconverted.ts'

export const directives: readonly Directive[] = [callout, changes, each, figure, keyFigure, only, table, unbound, unconverted]
