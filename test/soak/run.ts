/**
 * `npm run soak`: 3,000 prints in one build, and 288 while ten browsers are killed. It takes about ten minutes, and ends with 1
 * where memory grows by more than a tenth, a process is left over, or a byte differs.
 *
 *   npm run soak -- --prints 600   fewer
 */
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {soak, type Soaked, type Weight} from './soak.ts'

const GROWTH = 0.1

const {values} = parseArgs({options: {prints: {type: 'string', default: '3000'}}})
const root = await mkdtemp(join(tmpdir(), 'octavo-soak-'))
try {
  const soaked = await soak({root, prints: Number(values.prints), shaken: 288, kills: 10})
  console.log(told(soaked))
  const isFine = soaked.growth <= GROWTH && soaked.left.length === 0 && soaked.kills > 0 && soaked.differing.length === 0
  process.exitCode = isFine ? 0 : 1
} finally {
  await rm(root, {recursive: true, force: true})
}

function told({prints, seconds, before, after, growth, left, kills, shaken, differing}: Soaked): string {
  return [
    `${prints} prints in ${Math.round(seconds)} s`,
    weight(before),
    weight(after),
    `growth ${(100 * growth).toFixed(1)} %, at most ${100 * GROWTH} % are right`,
    `processes left over: ${left.length === 0 ? 'none' : left.join(', ')}`,
    `${kills} browsers killed while ${shaken} were printed: ${differing.length} differ${differing
      .slice(0, 5)
      .map((path) => `\n  ${path}`)
      .join('')}`
  ].join('\n')
}

function weight({from, to, megabytes, parts}: Weight): string {
  const sorted = Object.entries(parts).sort(([, a], [, b]) => b - a)
  return `prints ${from} to ${to}: ${Math.round(megabytes)} MB (${sorted.map(([role, size]) => `${role} ${Math.round(size)}`).join(', ')})`
}
