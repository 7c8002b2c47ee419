/** What the flagship says of regions, and when it is true. */
import {placeOf, readNation, readRegions, type RegionFacts} from './flagship-facts.ts'

const regions = readRegions()
const nation = readNation()

/** A phrase of the report, and what must hold of the region that it is said of. */
export interface Verdict {
  readonly en: RegExp
  readonly zh: RegExp
  readonly holds: (region: RegionFacts) => boolean
}

/** By what they say. */
export const VERDICTS: Readonly<Record<string, Verdict>> = {
  'above the usual range': {
    en: /clearly above|lies above the usual range|, above the usual range|clearly more than usual/,
    zh: /明显高于|明显偏高|高于一般范围/,
    holds: ({band}) => band === 'above'
  },
  'within the usual range': {
    en: /not stand(?:ing)? out|lies within the usual range|, within the usual range|stood out neither way/,
    zh: /没有明显偏离|并不突出|在一般范围之内（|说不上突出|說不上突出/,
    holds: ({band}) => band === 'within'
  },
  'below the usual range': {
    en: /clearly below|lies below the usual range|, below the usual range|clearly less than usual/,
    zh: /明显低于|明显偏低|低于一般范围/,
    holds: ({band}) => band === 'below'
  },
  'advice for those above': {
    en: /something here to learn from|One thing more can be offered|Check with newer figures whether/,
    zh: /或有值得总结|再把.{2,4}的做法按事项写成案例|再把有效的做法/,
    holds: ({band}) => band === 'above'
  },
  'advice for those below': {
    en: /may hold services back|One account is owed|Find out where the .* to the trend/,
    zh: /受到某些牵制|另有一件事要交账|查明与趋势线相差/,
    holds: ({band}) => band === 'below'
  },
  'advice for those within': {
    en: /Neither a strength nor a weakness|Take two or three services across departments/,
    zh: /说不上强|选两三个跨部门事项/,
    holds: ({band}) => band === 'within'
  },
  'many websites': {
    en: /Websites are many|This is high\.|Take stock of the|Websites and ways in should be looked through/,
    zh: /网站相对人口偏多|密度偏高。|网站和入口也宜查看|^清点/m,
    holds: ({density}) => density >= 14 && density > nation.density
  },
  'few websites': {
    en: /Websites are few|This is low\./,
    zh: /网站相对人口偏少|密度偏低。/,
    holds: ({density}) => density < 7 && density < nation.density
  },
  'few residents': {
    en: /A region with few residents/,
    zh: /人口少的地区/,
    holds: (own) => own.density >= 14 && placeOf(own, regions, ({population}) => population).place > 20
  },
  'like regions that score higher': {
    en: /most telling comparison|Of the regions of like output/,
    zh: /最宜对照的|得分更高的地区中，最高的是/,
    holds: (own) => alikeOf(own).length > 0
  },
  'no like region that scores higher': {
    en: /No region of like output/,
    zh: /没有得分更高的/,
    holds: (own) => alikeOf(own).length === 0
  },
  'no document found': {
    en: /No guiding document of|found no guiding document of|no local guiding document was found/,
    zh: /没有查到.{2,4}的(?:数字政府)?指导文件|未查到本地指导文件/,
    holds: ({documents}) => documents.length === 0
  },
  'documents found': {
    en: /There is a mandate to act on|These documents of|local guiding documents were found/,
    zh: /落实已有依据|的指导文件如下，落实|查到本地指导文件，列于/,
    holds: ({documents}) => documents.length > 0
  },
  'listed in an assessment': {
    en: /is listed in public assessments/,
    zh: /列入查到的公开评估：/,
    holds: ({recognised}) => recognised
  },
  'listed in no assessment': {
    en: /assessments that were found do not list/,
    zh: /公开评估没有列入/,
    holds: ({recognised}) => !recognised
  },
  'listed under no model': {
    en: /is listed under none of the five models/,
    zh: /未列入五种(?:发展)?模式/,
    holds: ({model}) => model === ''
  },
  municipality: {
    en: /is a municipality|A municipality has/,
    zh: /是直辖市|直辖市没有/,
    holds: ({kind}) => kind === 'municipality'
  }
}

/** Regions within a fifth in output per resident that scored higher, the best first. */
export function alikeOf(own: RegionFacts): readonly RegionFacts[] {
  return regions
    .filter(({perHead, score}) => score > own.score && Math.abs(perHead / own.perHead - 1) <= 0.2)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}
