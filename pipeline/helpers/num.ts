/** `{{num x}}`: a number in the edition's language, with the decimals of its column; with `words=true` a small one is a word. */
import {numberOf, showNumber} from '../values/value.ts'
import {exactOf} from '../values/exact.ts'
import {digitsOf, flagOf, unitFor, type Call, type Helper} from './helper.ts'

/** `{{num x}}`: a number as the language writes it. */
export const num: Helper = {
  name: 'num',
  takes: ['value'],
  options: {digits: 'literal', compact: 'literal', unit: 'literal', words: 'literal'},
  run(call) {
    const {values, options, language} = call
    const [value] = values
    numberOf(value!)
    const unit = flagOf(options, 'unit') ? unitFor(value!, language) : undefined
    const word = wordFor(call)
    if (word !== undefined) return {text: word, value: String(value!.cell)}
    return showNumber(value!, language, {digits: digitsOf(options), compact: flagOf(options, 'compact'), unit})
  }
}

// As style books have it: five models, but 31 regions. What has decimals or a sign is no word.
function wordFor({values: [value], options, rules}: Call): string | undefined {
  const asked = options.literal('words')
  if (asked === undefined || asked === false) return undefined
  if (asked !== true && asked !== 'capital')
    throw new Error(
      `Unexpected \`words=${JSON.stringify(asked)}\`, expected \`true\`, or \`"capital"\` at the beginning of a sentence`
    )
  const number = exactOf(String(value!.cell))!
  const word = number.places === 0 && number.units >= 0n ? rules.hedges.word(Number(number.units)) : undefined
  return word !== undefined && asked === 'capital' ? word.replace(/^./, (first) => first.toUpperCase()) : word
}
