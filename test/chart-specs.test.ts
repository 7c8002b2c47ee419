/** Specs of our own, one for each kind of mark, transform and composition, are drawn as plain Vega-Lite draws them in UTC. */
import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {fontFamilies} from '../pipeline/stages/chart/config.ts'
import {loadEngine} from '../pipeline/stages/chart/engine.ts'
import {drawChart} from '../pipeline/stages/chart/index.ts'
import type {JsonObject} from '../pipeline/stages/chart/json.ts'
import {prepare} from '../pipeline/stages/chart/prepare.ts'
import {inlineSources} from '../pipeline/stages/chart/rows.ts'
import {colourReader} from '../pipeline/stages/chart/paint.ts'
import {readPicture} from '../pipeline/stages/chart/picture.ts'
import {makeSolid} from '../pipeline/stages/chart/solid.ts'
import {finishSvg} from '../pipeline/stages/chart/svg.ts'
import {rulesFor} from '../pipeline/language/index.ts'
import type {Message} from '../pipeline/messages.ts'
import {measure, theme as common} from './charting.ts'

const FOLDER = new URL('fixtures/chart/specs/', import.meta.url)
const WIDTH = 623
const theme = {...common, categories: [...common.categories, '#7a5c3a']}
const names = readdirSync(FOLDER).sort()

test('fifty specs and more', () => {
  expect(names.length).toBeGreaterThanOrEqual(50)
})

describe('drawn as plain Vega-Lite draws them', () => {
  test.each(names)('%s', async (name) => {
    const spec = readFileSync(new URL(name, FOLDER), 'utf8')
    const said: Message[] = []
    const request = {id: 'f', spec, path: name, axes: {}, theme, language: 'en', width: WIDTH, title: 'T', alt: 'A', datasets: []}
    const {svg} = await drawChart(request, {measure, say: (message) => said.push(message)})
    expect(said).toEqual([])
    expect(svg).not.toMatch(/opacity="0?\.\d/)
    expect(bodyOf(svg)).toBe(bodyOf(await plain(JSON.parse(spec))))
  })
})

/** What Vega and Vega-Lite give for the same spec, look and width, with the rows where the spec has them; in solid colours. */
async function plain(tree: JsonObject): Promise<string> {
  const engine = await loadEngine()
  const {vega, compile} = engine
  const {spec} = prepare(tree, {language: 'en', width: WIDTH, attempt: 'plain', titles: {}})
  const sources = inlineSources(tree, engine)
  const lower = compile(spec as never).spec as unknown as {readonly data: {name: string; values?: unknown}[]}
  for (const source of lower.data) {
    const own = sources.get(source.name)
    if (own !== undefined) source.values = own.values(new Set())
  }
  vega.textMetrics.width = ({fontSize = 11, fontWeight}, text) =>
    measure(String(text).trim(), fontSize, fontWeight === 'bold' || Number(fontWeight) >= 600)
  vega.resetSVGDefIds()
  const {locale} = rulesFor('en').chart
  const view = new vega.View(vega.parse(lower as never), {renderer: 'none', locale} as object)
  await view.signal('edition', {language: 'en'}).signal('theme', theme).runAsync()
  const svg = await view.toSVG()
  view.finalize()
  const made = {pieces: readPicture(svg), paper: theme.paper, read: colourReader(vega), measure, units: []}
  const solid = makeSolid({svg, ...made}).svg
  return finishSvg(solid, {id: 'f', alt: 'A', fonts: fontFamilies('en'), overhang: {left: 0, top: 0, right: 0, bottom: 0}})
}

// The first tag holds the size, which gives way to what sticks out of the frame.
function bodyOf(svg: string): string {
  return svg.slice(svg.indexOf('>') + 1)
}
