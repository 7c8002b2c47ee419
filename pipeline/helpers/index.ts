/** The helpers of `{{ }}`. A new one is a file beside this and a line here. */
import {asof} from './asof.ts'
import {change} from './change.ts'
import {compare} from './compare.ts'
import {date} from './date.ts'
import type {Helper} from './helper.ts'
import {list} from './list.ts'
import {num} from './num.ts'
import {plural} from './plural.ts'
import {rank} from './rank.ts'
import {share} from './share.ts'
import {trend} from './trend.ts'

export const helpers: readonly Helper[] = [asof, change, compare, date, list, num, plural, rank, share, trend]
