/** A number from which the author's own words go on to the next one, as far as both belong to one statement. */

/** Characters within which two numbers are held against each other. */
const REACH = 60
const END = /[;。；!?！？]|\.(?=\s)/u

/** Whether a helper keeps to a number as it is; a rank that rises is a number that falls. */
export function isPlain(helper: string | undefined): boolean {
  return helper === undefined || helper === 'num' || helper === 'share'
}

/** The same with more words behind it; nothing where the sentence ends, or the words go too far. */
export function goesOn<From extends {readonly behind: string}>(from: From | undefined, text: string): From | undefined {
  if (from === undefined || from.behind.length + text.length > REACH || END.test(text)) return undefined
  return {...from, behind: from.behind + text}
}
