/** After any edit an incremental build gives exactly what a clean build gives: every file, by its bytes. */
import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {buildReport, digestsIn, messagesOf} from './building.ts'
import {edit, reportCopy, temporaryFolder} from './temporary.ts'

const EDITS = Number(process.env['EXACTNESS_EDITS'] ?? 100)
const SEED = Number(process.env['EXACTNESS_SEED'] ?? 1)

interface Edit {
  readonly name: string
  readonly path: string
  change(text: string, pick: Pick): string
}

/** A whole number below a bound, the same sequence for the same seed. */
type Pick = (below: number) => number

const edits: readonly Edit[] = [
  {
    name: 'a count',
    path: 'data/stalls.csv',
    change: (text, pick) => replaceNth(text, /(?<=,20\d\d,)\d+/g, pick, String(100 + pick(1900)))
  },
  {
    name: 'a decimal',
    path: 'data/stalls.csv',
    change: (text, pick) => replaceNth(text, /\d+\.\d+/g, pick, `${pick(30)}.${10 + pick(89)}`)
  },
  {
    name: 'a note',
    path: 'data/stalls.csv',
    change: (text, pick) => replaceNth(text, /,[^,\n]*$/gm, pick, `,note ${pick(99)}`, 1)
  },
  {
    name: 'a name',
    path: 'data/regions.csv',
    change: (text, pick) => replaceNth(text, /(?<=^\w+,)[^,\n]+/gm, pick, `Name ${pick(99)}`, 1)
  },
  {
    name: 'a kind',
    path: 'data/regions.csv',
    change: (text, pick) => replaceNth(text, /coast|inland/g, pick, pick(2) === 0 ? 'coast' : 'inland')
  },
  {name: 'the order of rows', path: 'data/stalls.csv', change: (text, pick) => shuffled(text, pick)},
  {
    name: 'line ends',
    path: 'data/regions.csv',
    change: (text) => (text.includes('\r') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'))
  },
  {name: 'a comment in SQL', path: 'queries/latest.sql', change: (text, pick) => `${text}-- ${pick(1000)}\n`},
  {
    name: 'the year of a query',
    path: 'queries/before.sql',
    change: (text) => (text.includes('2022') ? text.replace('2022', '2023') : text.replace('2023', '2022'))
  },
  {
    name: 'the order of a query',
    path: 'queries/all_regions.sql',
    change: (text) => (text.includes('desc') ? text.replace(' desc', ' asc') : text.replace(' asc', ' desc'))
  },
  {
    name: 'a sentence',
    path: 'chapters/en/overview.md',
    change: (text, pick) => text.replace(/A remark[^:]*:/, `A remark ${pick(99)}:`)
  },
  {
    name: 'a sentence in Chinese',
    path: 'chapters/zh-Hans/overview.md',
    change: (text, pick) => text.replace(/备注[^：]*：/, `备注发展${pick(99)}：`)
  },
  {name: 'a blank line', path: 'chapters/zh-Hans/detail.md', change: (text) => text.replace('\n## ', '\n\n## ')},
  {
    name: 'a condition',
    path: 'chapters/en/overview.md',
    change: (text) => (text.includes("'coast'") ? text.replace("'coast'", "'inland'") : text.replace("'inland'", "'coast'"))
  },
  {
    name: 'the columns of a table',
    path: 'chapters/en/detail.md',
    change: (text) =>
      text.includes('stalls, visitors"')
        ? text.replace('stalls, visitors"', 'visitors"')
        : text.replace('name, visitors"', 'name, stalls, visitors"')
  },
  {
    name: 'a footnote',
    path: 'chapters/en/overview.md',
    change: (text, pick) =>
      text.replace(/Built[^.]*visitors unit=true/, `Built ${pick(9)} times for {{num latest.visitors unit=true`)
  },
  {
    name: 'a colour of a chart',
    path: 'charts/bars.vl.json',
    change: (text, pick) => text.replace(/"step": \d+/, `"step": ${16 + pick(20)}`)
  },
  {
    name: 'a label',
    path: 'datapackage.json',
    change: (text, pick) => text.replace(/"en": "Stalls[^"]*"/, `"en": "Stalls ${pick(99)}"`)
  },
  {name: 'decimals', path: 'datapackage.json', change: (text, pick) => text.replace(/"decimals": \d/, `"decimals": ${pick(3)}`)},
  {
    name: 'the title',
    path: 'report.yaml',
    change: (text, pick) => text.replace(/en: Market halls[^,]*/, `en: Market halls ${pick(99)}`)
  },
  {
    name: 'the name of an audience',
    path: 'report.yaml',
    change: (text, pick) => text.replace(/en: In short[^,]*/, `en: In short ${pick(99)}`)
  },
  {
    name: 'the order of chapters',
    path: 'report.yaml',
    change: (text) =>
      text.includes('[overview, detail]')
        ? text.replace('[overview, detail]', '[detail, overview]')
        : text.replace('[detail, overview]', '[overview, detail]')
  },
  {
    name: 'the matrix',
    path: 'report.yaml',
    change: (text) =>
      text.includes('west, audience: full')
        ? text.replace('west, audience: full', 'north, audience: short')
        : text.replace('north, audience: short', 'west, audience: full')
  },
  {
    name: 'a picture',
    path: 'images/hall.svg',
    change: (text, pick) => text.replace(/stroke-width="\d+"/, `stroke-width="${1 + pick(9)}"`)
  }
]

test(`${EDITS} random edits, one after the other`, {timeout: 30 * 60_000}, async () => {
  const root = await temporaryFolder()
  const folder = await reportCopy('markets')
  const incremental = {folder, out: join(root, 'incremental'), store: join(root, 'store')}
  const clean = {folder, out: join(root, 'clean'), store: join(root, 'clean-store')}
  const pick = sequence(SEED)
  await edit(folder, 'report.yaml', (text) => `${text}formats: [html]\n`)
  await buildReport(incremental)
  for (let count = 1; count <= EDITS; count++) {
    const {name, path, change} = edits[pick(edits.length)]!
    await edit(folder, path, (text) => change(text, pick)).catch(() => undefined)
    expect(await messagesOf(incremental), `messages after ${name}`).toEqual(await messagesOf(clean))
    expect(await digestsIn(incremental.out), `edit ${count} of seed ${SEED}: ${name}`).toEqual(await digestsIn(clean.out))
    await Promise.all([clean.out, clean.store].map((path) => rm(path, {recursive: true})))
  }
})

function replaceNth(text: string, pattern: RegExp, pick: Pick, by: string, from = 0): string {
  const places = [...text.matchAll(pattern)].slice(from)
  const place = places[pick(places.length)]
  return place === undefined ? text : text.slice(0, place.index) + by + text.slice(place.index + place[0].length)
}

function shuffled(text: string, pick: Pick): string {
  const [head, ...rows] = text.trimEnd().split('\n')
  for (let at = rows.length - 1; at > 0; at--) {
    const other = pick(at + 1)
    ;[rows[at], rows[other]] = [rows[other]!, rows[at]!]
  }
  return `${[head, ...rows].join('\n')}\n`
}

// Park and Miller's generator: small, and the same everywhere.
function sequence(seed: number): Pick {
  let state = seed
  return (below) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}
