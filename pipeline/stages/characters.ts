/**
 * The characters that only one script of Chinese has: those that a conversion changes and that are no characters of the
 * other script as its national standard has them. 后, 里 and 台 are of both, and so are in neither list.
 */
import type {Digest} from '../cache/hash.ts'
import type {Stage} from '../cache/memo.ts'

/** Characters of each script alone. */
export interface ScriptCharacters {
  readonly simplified: string
  readonly traditional: string
}

/** The stage `characters`: the dictionaries are read once for all reports. */
export function charactersStage(code: Digest): Stage<Readonly<Record<string, never>>, {characters: ScriptCharacters}> {
  return {name: 'characters', code, run: async () => ({characters: await readCharacters()})}
}

async function readCharacters(): Promise<ScriptCharacters> {
  const {Converter} = await import('opencc-js')
  const [toTraditional, toSimplified] = [Converter({from: 'cn', to: 't'}), Converter({from: 't', to: 'cn'})]
  const [simplified, traditional] = [charactersOf('gbk', [0xb0, 0xf7]), charactersOf('big5', [0xa4, 0xf9])]
  return {
    simplified: [...simplified].filter((one) => !traditional.has(one) && toTraditional(one) !== one).join(''),
    traditional: [...traditional].filter((one) => !simplified.has(one) && toSimplified(one) !== one).join('')
  }
}

// The rows of Han characters in GB 2312 and in Big5.
function charactersOf(encoding: 'gbk' | 'big5', [first, last]: readonly [number, number]): ReadonlySet<string> {
  const decoder = new TextDecoder(encoding)
  const found = new Set<string>()
  for (let lead = first; lead <= last; lead++)
    for (let trail = encoding === 'gbk' ? 0xa1 : 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if (/^\p{Script=Han}$/u.test(text)) found.add(text)
    }
  return found
}
