/** The headers of a file -> names that SQL and chapters can say, each once; what is one already stays. */
import type {Guess} from './guess.ts'

/** What a column is called. */
export interface Named {
  readonly name: string
  /** As the file has it, where that is no name. */
  readonly header?: string
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u

/** A name for each header, in their order. */
export function namesFor(headers: readonly string[]): readonly Named[] {
  const taken = new Set(headers.filter((header) => NAME.test(header)).map((header) => header.toLowerCase()))
  return headers.map((header, at) => {
    if (NAME.test(header)) return {name: header}
    const plain =
      header
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.join('_') ?? ''
    const name = firstFree(plain === '' ? `column_${at + 1}` : /^\p{N}/u.test(plain) ? `_${plain}` : plain, taken)
    taken.add(name)
    return {name, header}
  })
}

function firstFree(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let more = 2; taken.has(free); more++) free = `${name}_${more}`
  return free
}

/** A guess of a column under its own name, with what its file calls it. */
export function renamed(guess: Guess, {name, header}: Named): Guess {
  if (header === undefined) return guess
  const {name: _name, type, ...rest} = guess.field
  return {...guess, field: {name, header, ...(type && {type}), ...rest}}
}
