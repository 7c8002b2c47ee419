/** The helpers of `{{ }}`. A new one is a file beside this and a line here. */
import {about} from './about.ts'
import {asof} from './asof.ts'
import {atleast} from './atleast.ts'
import {change} from './change.ts'
import {compare} from './compare.ts'
import {date} from './date.ts'
import type {Helper} from './helper.ts'
import {fraction} from './fraction.ts'
import {list} from './list.ts'
import {nearly} from './nearly.ts'
import {num} from './num.ts'
import {plural} from './plural.ts'
import {rank} from './rank.ts'
import {share} from './share.ts'
import {trend} from './trend.ts'

export const helpers: readonly Helper[] = [
  about,
  asof,
  atleast,
  change,
  compare,
  date,
  fraction,
  list,
  nearly,
  num,
  plural,
  rank,
  share,
  trend
]
