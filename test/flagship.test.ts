/** The flagship, all 288 editions of it: no sentence says of a region what the region's own figures deny. */
import {beforeAll, afterAll, describe, expect, test} from 'vitest'
import {readFlagship, type Audience, type Language, type ReadEdition} from './flagship-editions.ts'
import {bandOf, figureOf, fitOf, median, placeOf, readNation, readRegions, rowsOf, type RegionFacts} from './flagship-facts.ts'
import {testForm} from './flagship-form.ts'
import {alikeOf, VERDICTS} from './flagship-verdicts.ts'
import {untilTheEnd} from './temporary.ts'

const regions = readRegions()
const nation = readNation()
const fit = fitOf(regions)
let editions: readonly ReadEdition[] = []

beforeAll(async () => {
  editions = await readFlagship(await untilTheEnd(afterAll), [...regions.map(({id}) => id), 'cn'])
})

describe('G39 verdicts', () => {
  test.each(Object.entries(VERDICTS))('%s: said where it holds, and nowhere else', (_, {en, zh, holds}) => {
    for (const region of regions) {
      const said = regional(region).filter(({language, text}) => patternFor(language, en, zh).test(text))
      expect(new Set(said.map(({language}) => language)), region.id).toEqual(new Set(holds(region) ? ['en', 'zh-Hans'] : []))
    }
  })

  test('G39 every edition of a region says its band', () => {
    for (const region of regions) {
      const {en, zh} = VERDICTS[`${region.band} the usual range`]!
      const silent = regional(region).filter(({language, text}) => !patternFor(language, en, zh).test(text))
      expect(silent.map(({id}) => id)).toEqual([])
    }
  })

  test('G39 the bands stand when shown values or the two doubtful scores take the place of the exact ones', () => {
    const bands = regions.map(({band}) => band)
    const rounded = regions.map((region) => ({...region, perHead: Math.round(region.perHead / 100) * 100}))
    const scores = Object.fromEntries(regions.map(({id, score}) => [id, score]))
    const swapped = regions.map((region) => ({...region, score: scores[{ah: 'fj', fj: 'ah'}[region.id] ?? region.id]!}))
    for (const changed of [rounded, swapped]) expect(changed.map((region) => bandOf(region, fitOf(changed)))).toEqual(bands)
    expect(regions.filter(({band}) => band !== 'within').map(({id, band}) => `${id} ${band}`)).toEqual([
      'zj above',
      'gd above',
      'gz above',
      'xj below'
    ])
  })

  test('G39 the fit is told with its margin and with what it leaves open, in every edition for leaders and practitioners', () => {
    const [margin, explained, open] = [
      fit.margin.toFixed(1),
      (100 * fit.explained).toFixed(0),
      (100 * (1 - fit.explained)).toFixed(0)
    ]
    for (const {id, text} of editions.filter(({audience}) => audience !== 'public')) {
      expect(text, id).toContain(margin)
      expect(text, id).toContain(`${explained}%`)
      if (!id.startsWith('cn leaders')) expect(text, id).toContain(`${open}%`)
    }
  })

  test('G39 distances from the trend have the right size and side', () => {
    for (const region of regions) {
      const size = Math.abs(region.residual).toFixed(1)
      const side = region.residual > 0 ? 'above' : 'below'
      const leaders = textOf(region, 'leaders', 'en')
      expect(leaders).toContain(`${size} points ${side} the trend`)
      expect(leaders).toContain(`goes with ${region.expected.toFixed(1)} points`)
      expect(textOf(region, 'leaders', 'zh-Hans')).toContain(`比趋势线${region.residual > 0 ? '高' : '低'}${size}分`)
      expect(textOf(region, 'practitioners', 'zh-Hans')).toContain(`实际得分${region.residual > 0 ? '高' : '低'}${size}分`)
    }
  })

  test('G39 regions named for comparison have like output and a higher score', () => {
    for (const region of regions) {
      const named = /higher score in 2019, is with (.*)\./.exec(textOf(region, 'leaders', 'en'))?.[1]
      const names = named?.split(/, | and /) ?? []
      const best = alikeOf(region).slice(0, 3)
      expect(names.toSorted(), region.id).toEqual(best.map(({name}) => name.en).toSorted())
    }
  })
})

testForm(() => editions)

describe('figures of a region', () => {
  test('G39 places and ties', () => {
    for (const region of regions) {
      const [score, perHead] = [placeOf(region, regions, (one) => one.score), placeOf(region, regions, (one) => one.perHead)]
      const text = textOf(region, 'leaders', 'en')
      const head = /ranks (joint )?(\S+) in online services \(2019\) and (\S+) in output per resident \(2023\)/.exec(text)!
      expect([head[1] !== undefined, ordinal(head[2]!), ordinal(head[3]!)], region.id).toEqual([
        score.joint,
        score.place,
        perHead.place
      ])
      const zh = textOf(region, 'leaders', 'zh-Hans')
      expect(zh).toContain(
        `2019年网上服务${score.joint ? '并列' : '列'}全国第${score.place}位，2023年人均产出列第${perHead.place}位`
      )
      const area = placeOf(
        region,
        regions.filter((one) => one.area === region.area),
        (one) => one.score
      )
      expect(zh).toContain(`个地区中${area.joint ? '并列' : '列'}第${area.place}位`)
      if (region.model === '') continue
      const peers = placeOf(
        region,
        regions.filter((one) => one.model === region.model),
        (one) => one.score
      )
      expect(zh).toContain(`${region.name['zh-Hans']}${peers.joint ? '并列' : '列'}组内第${peers.place}位`)
      const group = /in that group it comes (joint )?(\S+) by/.exec(text)!
      expect([group[1] !== undefined, ordinal(group[2]!)], region.id).toEqual([peers.joint, peers.place])
    }
  })

  test('G39 above and below the nation and the median', () => {
    const middle = median(regions.map(({score}) => score))
    for (const region of regions) {
      const text = textOf(region, 'leaders', 'en')
      const side = /in the country and (?:[\d.]+% )?(above|below|[\d.]+ times|level with)/.exec(text)![1]!
      expect(side === 'below', region.id).toBe(region.perHead < nation.perHead)
      const [, lead] = /regions and (.*?)\. Its/.exec(text)!
      const distance = (Math.round(Math.abs(Math.round(region.score * 100) - Math.round(middle * 100)) / 10) / 10).toFixed(1)
      const expected =
        region.score > middle
          ? `${distance} points above`
          : region.score < middle
            ? `${distance} points below`
            : 'exactly the median'
      expect(lead, region.id).toContain(expected)
      const density = /per million residents: [\d.]+% (above|below)/.exec(text)?.[1]
      if (density !== undefined) expect(density, region.id).toBe(region.density > nation.density ? 'above' : 'below')
    }
  })

  test('G39 what the national edition says of groups of regions', () => {
    const named = (band: string) =>
      regions.filter((region) => region.band === band).toSorted((a, b) => Math.abs(b.residual) - Math.abs(a.residual))
    const names = (band: string) => list(named(band).map(({name}) => name.en))
    const within = named('within').length
    for (const audience of ['leaders', 'practitioners']) {
      const {text} = editions.find(({id}) => id === `cn ${audience} en`)!
      expect(text).toContain(`Above it: ${names('above')}. Below it: ${names('below')}.`)
      expect(text).toMatch(
        new RegExp(`${within} lie within the usual range|range of [\\d.]+ points about the trend lie ${within} regions`)
      )
    }
    const scores = regions.map(({score}) => score)
    const best = list(
      regions
        .filter(({score}) => score === Math.max(...scores))
        .map(({name}) => name.en)
        .toSorted()
    )
    const [last] = regions.filter(({score}) => score === Math.min(...scores)).map(({name}) => name.en)
    const {text} = editions.find(({id}) => id === 'cn leaders en')!
    expect(text, 'ends').toContain(`ran from ${Math.min(...scores)} in ${last} to ${Math.max(...scores)} in ${best}`)
    expect(text).toContain(
      `${scores.filter((score) => score >= 90).length} regions reached 90 or more and ${scores.filter((score) => score < 80).length} stayed below 80`
    )
    const densities = regions.map(({density}) => density)
    expect(editions.find(({id}) => id === 'cn practitioners en')!.text).toContain(
      `a factor of about ${Math.round(Math.max(...densities) / Math.min(...densities))} in websites per head`
    )
  })

  test('G39 what the national edition says of the models', () => {
    const of = (model: string) => regions.filter((region) => region.model === model)
    const models = ['pioneering', 'systematic', 'distinctive', 'integrated', 'catching-up']
    const medians = models.map((model) => median(of(model).map(({score}) => score)))
    const {text} = editions.find(({id}) => id === 'cn leaders en')!
    expect(text.includes('Medians fall from one model to the next')).toBe(
      medians.every((value, index) => index === 0 || value < medians[index - 1]!)
    )
    const best = Math.max(...of('catching-up').map(({score}) => score))
    const middle = median(regions.map(({score}) => score))
    const verb = best > middle ? 'more than' : best < middle ? 'less than' : 'which is'
    expect(text).toContain(`the best of those catching up had ${best} points, ${verb} the median of all 31 regions`)
    const outputs = models.map((model) => median(of(model).map(({perHead}) => perHead)))
    const richest = editions.find(({id}) => id === 'cn practitioners en')!.text.includes('is the highest of the five groups')
    expect(richest).toBe(outputs[0] === Math.max(...outputs))
  })

  test('G40 documents lie on both sides of the national opinions, as counted', () => {
    const dated = rowsOf('local-documents')
      .map(({issued}) => issued!)
      .filter((date) => /^\d{4}-\d{2}/.test(date))
    const before = dated.filter((date) => date < '2022-06').length
    expect([dated.length, before]).toEqual([22, 11])
    for (const {id, text} of editions.filter(({audience, language}) => audience === 'practitioners' && language === 'en')) {
      expect(text, id).toContain(
        `Of ${dated.length} dated regional documents, ${before} are earlier than the national opinions of June 2022`
      )
      expect(text, id).toContain(`${before} before June 2022, ${dated.length - before} after`)
    }
  })

  test('G40 the shares handled online are ordered as told', () => {
    const shares = ['tax-items-contactless', 'admin-licences-online', 'items-online', 'rural-online-rate'].map(figureOf)
    expect(shares).toEqual(shares.toSorted((a, b) => b - a))
  })
})

function regional({id}: RegionFacts): readonly ReadEdition[] {
  return editions.filter(({region, language}) => region === id && language !== 'zh-Hant')
}

function textOf({id}: RegionFacts, audience: Audience, language: Language): string {
  return editions.find((edition) => edition.id === `${id} ${audience} ${language}`)!.text
}

function patternFor(language: Language, en: RegExp, zh: RegExp): RegExp {
  return language === 'en' ? en : zh
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names)
}

const WORDS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

function ordinal(text: string): number {
  const word = WORDS.indexOf(text)
  return word < 0 ? Number.parseInt(text) : word + 1
}
