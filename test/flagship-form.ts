/** The form of the flagship's claims, in all 288 editions: years, sources, scope, names, and the facts that each edition is meant to have. */
import {describe, expect, test} from 'vitest'
import type {Language, ReadEdition} from './flagship-editions.ts'
import {figureOf, readRegions, rowsOf} from './flagship-facts.ts'

const regions = readRegions()

/** The tests of the form, on the editions that the test file has read. */
export function testForm(read: () => readonly ReadEdition[]): void {
  test('the flagship has 288 read()', () => {
    expect(read()).toHaveLength(288)
  })

  testClaims(read)
  testScope(read)
  testFacts(read)
}

function testClaims(read: Read): void {
  describe('G40', () => {
    test('G40 every figure, table and panel has one source line', () => {
      const label: Record<Language, string> = {en: 'Source: ', 'zh-Hans': '资料来源：', 'zh-Hant': '資料來源：'}
      for (const {id, language, panels} of read()) {
        expect(panels.length, id).toBeGreaterThan(2)
        const wrong = panels.filter(
          ({sources}) => sources.length !== 1 || !sources[0]!.startsWith(label[language]) || sources[0]!.length < 12
        )
        expect(wrong, id).toEqual([])
      }
    })

    test('G40 a title that tells of scores or places carries a year', () => {
      const telling =
        /\d points|scored|\bscores?\b.*\b(?:highest|lowest|above|below|trend|output|model)|joint|\branks\b|最高|最低|领先|領先|得分.*(?:高|低|升|分|位)|第\d+位/
      const bare = read().flatMap(({id, titles}) =>
        titles
          .filter((title) => telling.test(title) && !/(?:19|20)\d\d/.test(title) && !NO_SCORES.test(title))
          .map((title) => `${id}: ${title}`)
      )
      expect(bare).toEqual([])
    })

    test('G40 what was told wrongly is told no more', () => {
      const wrong =
        /The economy can carry more|经济有余力|短板在服务|keep step with the economy|the regions followed|国家定框架|later than this report|after the date of this report|晚于本报告|you should have a formal reply|你可以这样要求|What you may ask for|complete down to the county|点名|點名|Tibet/
      expect(
        read()
          .filter(({text}) => wrong.test(text))
          .map(({id}) => id)
      ).toEqual([])
    })

    test('G40 full coverage is said of the extranet only', () => {
      const said = read()
        .flatMap(({text}) => text.split(/[\n；;。]/))
        .filter((part) => /县以上全覆盖|covers all counties/.test(part))
      expect(said.length).toBeGreaterThan(0)
      expect(said.filter((part) => !/外网|extranet/.test(part))).toEqual([])
    })

    test('G40 the domain is told with its dot, and all portals have it', () => {
      for (const {portal_url: address} of rowsOf('services'))
        expect(new URL(address!).hostname.endsWith('.gov.cn'), address).toBe(true)
      expect(
        read()
          .filter(({text}) => /(?<!\.)gov\.cn/.test(text))
          .map(({id}) => id)
      ).toEqual([])
      const advised = read().filter(({text}) =>
        /first single slash ends in “\.gov\.cn”|第一个单斜杠之前的部分|第一個單斜[杠槓]之前的部分/.test(text)
      )
      expect(advised.map(({audience}) => audience)).toEqual(
        read()
          .filter(({audience}) => audience === 'public')
          .map(({audience}) => audience)
      )
    })

    test('G40 the users of two platforms are told apart', () => {
      const text = textOf('cn leaders en', read)
      expect(text).toMatch(/national government service platform had been used over 85 billion times/)
      expect(text).toMatch(/national integrated platform had over 1 billion users/)
      expect(textOf('cn leaders zh-Hans', read)).toMatch(
        /国家政务服务平台总使用量超过850亿人次；全国一体化平台实名注册用户超过10亿人/
      )
    })

    test('G40 the app of Yunnan has its whole name', () => {
      for (const id of ['yn public zh-Hans', 'yn practitioners zh-Hans', 'cn public zh-Hans'])
        expect(textOf(id, read)).toContain('一部手机办事通')
      expect(textOf('yn public en', read)).toContain('Yibu Shouji Banshitong')
    })
  })
}

function testScope(read: Read): void {
  describe('G41', () => {
    test('G41 the scope is told once in every edition', () => {
      const scope: Record<Language, readonly string[]> = {
        en: ['the Hong Kong Special Administrative Region, the Macao Special Administrative Region and Taiwan Province'],
        'zh-Hans': ['未包括香港特别行政区、澳门特别行政区和台湾省'],
        'zh-Hant': ['未包括香港特別行政區、澳門特別行政區和台灣省', '未包括香港特別行政區、澳門特別行政區和臺灣省']
      }
      const wrong = read().filter(
        ({language, text}) => scope[language].reduce((count, words) => count + text.split(words).length - 1, 0) !== 1
      )
      expect(wrong.map(({id}) => id)).toEqual([])
    })

    test('G41 regions have the English names of official publications', () => {
      const names = regions.map(({name}) => name.en)
      expect(names).toEqual(expect.arrayContaining(['Xizang', 'Inner Mongolia', 'Shaanxi', 'Shanxi', 'Ningxia', 'Guangxi']))
      expect(textOf('xz leaders en', read)).toContain('Xizang Autonomous Region')
    })
  })
}

function testFacts(read: Read): void {
  describe('G42', () => {
    const count = (id: string) => figureOf(id).toLocaleString('en')
    const billions = (id: string) => `${figureOf(id) / 1e9} billion`
    const hundredMillions = (id: string) => `${figureOf(id) / 1e8}亿`
    const facts: Readonly<Record<string, {readonly en: string; readonly 'zh-Hans': string}>> = {
      'high and intermediate courts': {
        en: `${count('smart-court-high')}% of high and intermediate courts`,
        'zh-Hans': `${count('smart-court-high')}%的高院和中院`
      },
      'basic courts': {
        en: `${count('smart-court-basic')}% of basic courts`,
        'zh-Hans': `${count('smart-court-basic')}%的基层法院`
      },
      evidence: {en: `${billions('judicial-blockchain')} records`, 'zh-Hans': `${hundredMillions('judicial-blockchain')}条`},
      'supervision, provinces': {
        en: `${count('supervision-platform-provinces')} provinces and ${count('supervision-platform-counties')} counties, cities and districts`,
        'zh-Hans': `${count('supervision-platform-provinces')}个省份、${count('supervision-platform-counties')}个县（市、区）`
      },
      'supervision, complaints': {
        en: `${count('supervision-complaints')} complaints`,
        'zh-Hans': `${figureOf('supervision-complaints') / 1e4}万件`
      },
      "lawyers' files": {
        en: `${count('lawyer-file-access')} times`,
        'zh-Hans': `超过${figureOf('lawyer-file-access') / 1e4}万次`
      },
      'growth of these': {
        en: `${count('lawyer-file-access-growth')}% more than the year before`,
        'zh-Hans': `同比增长${count('lawyer-file-access-growth')}%`
      },
      'identity checks': {en: billions('identity-checks'), 'zh-Hans': `${hundredMillions('identity-checks')}次`}
    }

    test.each(Object.entries(facts))('G42 %s, for practitioners everywhere and for leaders of the nation', (_, fact) => {
      for (const language of ['en', 'zh-Hans'] as const) {
        const meant = read().filter(
          (one) => one.language === language && (one.audience === 'practitioners' || one.id.startsWith('cn leaders'))
        )
        expect(meant).toHaveLength(33)
        expect(meant.filter(({text}) => !text.includes(fact[language])).map(({id}) => id)).toEqual([])
      }
    })

    test('G42 the 19 cities, in the national edition', () => {
      const cities = rowsOf('cities')
      const text = textOf('cn practitioners en', read)
      expect(cities.filter(({name_en: name}) => !text.includes(name!))).toEqual([])
      const differing = cities.filter(({model, province_model: own}) => model !== own).length
      expect(text).toContain(`Of ${cities.length} cities, ${differing} stand under another model than their province`)
    })

    test('G42 websites by level, for practitioners', () => {
      const title = `Of ${count('gov-websites-total')} government websites in December 2023, ${count('gov-websites-province-below')} were at provincial level and below`
      const meant = read().filter(({audience, language}) => audience === 'practitioners' && language === 'en')
      expect(meant.filter(({panels}) => !panels.some((panel) => panel.kind === 'figure' && panel.title.includes(title)))).toEqual(
        []
      )
    })
  })
}

type Read = () => readonly ReadEdition[]

// Titles of other matters: platforms, websites, documents and shares have their own dates or have none in the source.
const NO_SCORES = /per million|platforms|government websites|highest share online|办税缴费最高|辦稅繳費最高/

function textOf(wanted: string, read: Read): string {
  return read().find(({id}) => id === wanted)!.text
}
