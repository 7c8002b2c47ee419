/** What Chinese has in common in both scripts; each script brings its own words. */
import type {Difference, Direction, LanguageRules, Measure} from './rules.ts'

/** Words that differ by script. */
export interface ChineseWords {
  readonly hundredMillion: string
  readonly tenThousand: string
  readonly tenThousandHundredMillion: string
  /** Level with, and unchanged. */
  readonly level: string
  /** Unit of one percentage point. */
  readonly percentPoint: string
  readonly permillePoint: string
  /** Fallen and risen: told alone, with a share, with points, with an amount. */
  readonly moved: Readonly<Record<Measure | 'alone', readonly [down: string, up: string]>>
  readonly compared: Readonly<Record<Measure, readonly [below: string, above: string]>>
  readonly joint: string
  readonly percentUnits: readonly string[]
  readonly permilleUnits: readonly string[]
  /** Words that give a direction to the number behind them, as alternatives of a regular expression. */
  readonly directions: string
}

type Named = Pick<LanguageRules, 'tag' | 'covers' | 'script'>

export function chinese(named: Named, words: ChineseWords): LanguageRules {
  const large = [
    [12, words.tenThousandHundredMillion],
    [8, words.hundredMillion],
    [4, words.tenThousand]
  ] as const
  return {
    ...named,
    numbers: {point: '.', group: ',', large, short: large},
    withUnit: (number, unit) => number + unit,
    withUnitInBrackets: (label, unit) => `${label}（${unit}）`,
    rateOf(unit) {
      if (words.percentUnits.includes(unit.trim())) return 'percent'
      return words.permilleUnits.includes(unit.trim()) ? 'permille' : undefined
    },
    date: ({year, month, day}) => `${year}年${month === undefined ? '' : `${month}月`}${day === undefined ? '' : `${day}日`}`,
    plural: () => 'other',
    list: (items) => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join('、')}和${items.at(-1)}`),
    place: (place, isShared) => `${isShared ? words.joint : ''}第${place}位`,
    points: (number, rate) => number + (rate === 'percent' ? words.percentPoint : words.permillePoint),
    moved: (direction, difference) =>
      direction === 0
        ? words.level
        : `${toward(words.moved[difference?.measure ?? 'alone'], direction)}${difference?.text ?? ''}`,
    movedAs: (word, {text}) => word + text,
    compared: ({measure, direction, text}: Difference) =>
      direction === 0 ? words.level : `${toward(words.compared[measure], direction)}${text}`,
    times: (number) => `${number}倍`,
    prefersTimes: false,
    directionBefore: new RegExp(`(?:${words.directions})(?:了|到?达|約|约|近|超[过過])?\\s*$`)
  }
}

function toward([down, up]: readonly [string, string], direction: Direction): string {
  return direction > 0 ? up : down
}
