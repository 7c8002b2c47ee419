/** What an expression says where it stands: held against the words before it and behind it, which must not contradict it. */
import {rulesFor} from '../../language/index.ts'
import type {Expression, NodeId} from '../../tree.ts'
import type {Language} from '../../types.ts'
import type {Shown} from '../../values/value.ts'
import {comparedBehind, comparisonFault} from './comparing.ts'
import {courseBehind, courseFault, isOfOneKind} from './courses.ts'
import {say} from './evaluate.ts'
import {goesOn} from './going-on.ts'
import {hedgeFault} from './hedging.ts'
import {levelFault, levelGoesOn, levelOf} from './levels.ts'
import {rankedOf, rankFault} from './ranking.ts'
import {follow, followValue, NOTE, RULE, signReason, type Trail} from './signs.ts'
import {attempt, tell, warn, type Unfolding} from './unfolding.ts'
import {isMultipleOf, isRate, isSaidBefore, isSaidBehind, rateBefore} from './units.ts'
import {bareOf, unitFaultBefore, unitFaultBehind, unitSaidAgain} from './written-units.ts'

/** Characters behind a number among which the word of its unit is looked for: 3.2 and 4.5 million. */
const REACH = 40

/** What an expression says behind the words of a trail; nothing where it is a mistake, which is told. */
export function shownIn(expression: Expression, trail: Trail, at: Unfolding): Shown | undefined {
  return attempt(expression.node, at, () => {
    const shown = say(expression, at.names)
    const {language} = at.names
    const told = isOfOneKind(trail.course, expression) ? courseFault(trail.course, shown, language) : undefined
    const now = {shown, expression, before: trail.before, language}
    const compared = comparisonFault(trail.compared, now)
    trail.bare = bareOf(expression, shown, {before: trail.before, names: at.names})
    const other = trail.bare && unitFaultBefore(trail.bare)
    if (other !== undefined) trail.bare = undefined
    trail.ranked = rankedOf(expression)
    const ranked = trail.ranked && rankFault(trail.ranked, trail, language)
    for (const fault of [hedgeFault(trail.before, shown, language), told, compared, other, ranked])
      if (fault !== undefined) warn(at, expression.node, fault)
    twice(rateBefore(trail.before, shown.text), expression.node, at)
    trail.last = {text: shown.text, node: expression.node}
    moved(/^[-−+]?\d/u.test(shown.text), trail, at)
    trail.level = levelOf(expression, shown, language)
    trail.compared = comparedBehind(trail.compared, now)
    trail.course = courseBehind(trail.course, expression, {shown, before: trail.before, language})
    if (shown.unsaid !== undefined && !isSaidBefore(trail.before, shown.unsaid))
      trail.unsaid ??= {shown, node: expression.node, left: REACH, behind: ''}
    else seek(trail, shown.text, language)
    trail.inOnes = shown.inOnes === undefined ? undefined : {unit: shown.inOnes, node: expression.node}
    followValue(trail, shown, {node: expression.node, language})
    if (shown.warning !== undefined) warn(at, expression.node, shown.warning)
    return shown
  })
}

/** Words of the author behind those of a trail. */
export function write(text: string, trail: Trail, at: Unfolding): void {
  const node = follow(trail, text, at.names.language)
  if (node !== undefined) tell(at, node, {rule: RULE, reason: signReason(`before \`${text.trim().slice(0, 20)}\``), note: NOTE})
  multiplied(text, trail, at)
  measured(text, trail, at)
  placed(text, trail, at)
  if (trail.last !== undefined) twice(unitSaidAgain(trail.last.text, text), trail.last.node, at)
  if (text !== '') trail.last = undefined
  trail.course = goesOn(trail.course, text)
  trail.compared = goesOn(trail.compared, text)
  const number = /^([^\d]*)\d/u.exec(text)?.[1]
  trail.level = levelGoesOn(trail.level, number ?? text)
  if (number !== undefined) moved(true, trail, at)
  seek(trail, text, at.names.language)
  if (trail.unsaid !== undefined && trail.unsaid.left <= 0) endWords(trail, at)
}

/** The beginning of a block. The unit of numbers in a table stands in its head. */
export function beginWords(trail: Trail): void {
  trail.before = ''
  trail.unsaid = undefined
  trail.inOnes = undefined
  trail.bare = undefined
  trail.ranked = undefined
  trail.last = undefined
  trail.course = undefined
  trail.compared = undefined
  trail.level = undefined
}

/** The end of what belongs together: a number whose unit multiplies, without the word for it, is told. */
export function endWords(trail: Trail, at: Unfolding): void {
  const {unsaid} = trail
  trail.unsaid = undefined
  if (unsaid === undefined) return
  warn(at, unsaid.node, {
    severity: 'warning',
    rule: isRate(unsaid.shown.unsaid!) ? 'unit-is-said' : 'scale-is-said',
    reason: `Unexpected number without \`${unsaid.shown.unsaid}\`, which its unit says, expected the word beside it`,
    note: 'Let `unit=true` write it, or write it yourself behind the number.'
  })
}

// A number is reached, or something else: what leads to it fits the word for no change, or not.
function moved(isNumber: boolean, trail: Trail, at: Unfolding): void {
  const {level} = trail
  const fault = isNumber ? levelFault(level, at.names.language) : undefined
  trail.level = undefined
  if (level !== undefined && fault !== undefined) warn(at, level.node, fault)
}

function placed(text: string, trail: Trail, at: Unfolding): void {
  const {ranked} = trail
  if (text !== '') trail.ranked = undefined
  const fault = ranked && rankFault(ranked, {behind: text}, at.names.language)
  if (ranked !== undefined && fault !== undefined) warn(at, ranked.node, fault)
}

// The first words behind a number may be its unit.
function measured(text: string, trail: Trail, at: Unfolding): void {
  if (trail.bare === undefined) return
  const bare = {...trail.bare, behind: trail.bare.behind + text}
  const fault = unitFaultBehind(bare)
  trail.bare = bare.behind.trim() === '' ? bare : undefined
  if (fault !== undefined) warn(at, bare.node, fault)
}

// 百分之12% says it twice.
function twice(word: string | undefined, node: NodeId, at: Unfolding): void {
  if (word === undefined) return
  warn(at, node, {
    severity: 'warning',
    rule: 'unit-is-said',
    reason: `Unexpected \`${word}\` beside a number that has its unit itself, expected one of them`,
    note: 'Take the word away, or write the number without its unit, as `num` does.'
  })
}

// `million-dollar` is no number of dollars.
function multiplied(text: string, trail: Trail, at: Unfolding): void {
  const {inOnes} = trail
  const {scaleOf, prose} = rulesFor(at.names.language)
  const word = scaleOf(text)
  trail.inOnes = text === '' ? inOnes : undefined
  if (inOnes === undefined || word === undefined || text.trimStart().startsWith(`${word}-`)) return
  // `thousand kt` is a thousand times as much, `thousand tonnes` is the unit in words.
  const isAgain = text.trimStart().slice(word.length).trimStart().startsWith(inOnes.unit)
  if (!isAgain && isMultipleOf(inOnes.unit, word, prose.scales)) return
  warn(at, inOnes.node, {
    severity: 'warning',
    rule: 'scale-is-of-the-unit',
    reason: `Unexpected \`${word}\` behind a number whose unit is \`${inOnes.unit}\`, expected a unit that says so`,
    note: 'Where the data count in it, say so in the unit of the column. Else take the word away, or let `compact=true` write it.'
  })
}

function seek(trail: Trail, text: string, language: Language): void {
  const {unsaid} = trail
  if (unsaid === undefined) return
  const behind = unsaid.behind + text.slice(0, unsaid.left)
  trail.unsaid = isSaidBehind(behind, unsaid.shown.unsaid!, rulesFor(language).prose.scales)
    ? undefined
    : {...unsaid, behind, left: unsaid.left - text.length}
}
