/** One script of Chinese from the other: by phrase, with the report's own words, in texts and in data. */
import {describe, expect, test} from 'vitest'
import {digest} from '../pipeline/cache/hash.ts'
import {derive, deriveChapterStage, isDerivable} from '../pipeline/stages/derive.ts'
import {parse} from '../pipeline/stages/parse/index.ts'
import {artifact} from './composing.ts'

const toTraditional = <Value>(value: Value, words = {}) => derive({value, from: 'zh-Hans', to: 'zh-Hant', words})

describe('a phrase decides what a character becomes', () => {
  test.each([
    ['头发与发展', '頭髮與發展'],
    ['里面有三公里', '裡面有三公里'],
    ['皇后在后面', '皇后在後面'],
    ['干部不干预干旱', '幹部不干預乾旱'],
    ['一只船只有一面旗', '一隻船只有一面旗'],
    ['数字政府网站', '數字政府網站']
  ])('%s', async (simplified, traditional) => expect(await toTraditional(simplified)).toBe(traditional))
})

test('quotation marks are those of the script, and an apostrophe stays one', async () => {
  expect(await toTraditional('“一‘网’通办”')).toBe('「一『網』通辦」')
  expect(await toTraditional('O’Brien的“网”，‘ABC’')).toBe('O’Brien的「網」，『ABC』')
  expect(await derive({value: '「一『網』通辦」', from: 'zh-Hant', to: 'zh-Hans', words: {}})).toBe('“一‘网’通办”')
})

test('the report’s own words come after the conversion, the longest first', async () => {
  expect(await toTraditional('网络与网络安全', {網絡: '網路', 網絡安全: '資安'})).toBe('網路與資安')
})

test('D28 words of the report are written as they are, dollars too', async () => {
  expect(await toTraditional('每人US$$元', {US$$元: "US$$ $& $1 $'"})).toBe("每人US$$ $& $1 $'")
})

test('what is not Chinese stays as it is', async () => {
  const text =
    '---\nid: standing\n---\n# {{region.name}} {#standing}\n\n:::only{if="region.id = \'gd\'"}\n[](#fig-a){page}\n:::\n'
  expect(await toTraditional(text)).toBe(text)
})

describe('D25 official prose, word by word', () => {
  test.each(
    `只有 只有|只能 只能|一只鸡只有一只 一隻雞只有一隻|船只能停 船只能停|三只船 三隻船|这只反映 這只反映|这只股票 這隻股票|唯一只能 唯一只能|只身 隻身
系统 系統|关系 關係|体系 體系|系于 繫於|维系 維繫|联系 聯繫|系数 係數|系指 係指|心系群众 心繫群眾
里面 裡面|城里 城裡|公里 公里|里程碑 里程碑|邻里 鄰里|皇后 皇后|后面 後面|先后 先後
头发 頭髮|发展 發展|发票 發票|理发 理髮|发布 發布|面粉 麵粉|方面 方面|版面 版面
干部 幹部|干预 干預|干旱 乾旱|骨干 骨幹|干警 幹警|干扰 干擾|若干 若干|制度 制度|研制 研製|编制 編制|制约 制約
台风 颱風|台账 台賬|云计算 雲計算|人云亦云 人云亦云|余额 餘額|业余 業餘|周期 週期|周边 周邊|一周 一週
松绑 鬆綁|松树 松樹|图表 圖表|手表 手錶|代表 代表|复杂 複雜|恢复 恢復|反复 反覆|重复 重複|答复 答覆|复核 複核
征求 徵求|征收 徵收|特征 特徵|长征 長征|向导 嚮導|方向 方向|标准 標準|批准 批准|核准 核准|准则 準則|准予 准予
计划 計劃|划分 劃分|划算 划算|几乎 幾乎|茶几 茶几|斗争 鬥爭|北斗 北斗|低谷 低谷|稻谷 稻穀|防御 防禦|御用 御用
采用 採用|采购 採購|风采 風采|范围 範圍|规范 規範|标志 標誌|志愿 志願|杂志 雜誌|日志 日誌|备注 備註|注意 注意|注册 註冊|未注明 未註明
历史 歷史|日历 日曆|尽管 儘管|详尽 詳盡|精致 精緻|致力 致力|刚才 剛才|人才 人才|冲突 衝突|冲洗 沖洗|回避 迴避|回收 回收
获得 獲得|收获 收穫|了解 瞭解|写明了 寫明了|简单明了 簡單明瞭|为了 為了|弥补 彌補|弥漫 瀰漫|签署 簽署|标签 標籤|呼吁 呼籲
公布 公布|分布 分布|布局 布局|宣布 宣布|颁布 頒布|占比 佔比|家具 家具|胡同 胡同|胡须 鬍鬚|借助 藉助|借款 借款|症结 癥結|症状 症狀
合并 合併|并且 並且|杰出 傑出|钟情 鍾情|时钟 時鐘|老板 老闆|主板 主板|出现 出現|一出戏 一齣戲`
      .split(/[|\n]/)
      .map((pair) => pair.split(' ') as [string, string])
  )('%s', async (simplified, traditional) => expect(await toTraditional(simplified)).toBe(traditional))

  test('zh-Hant keeps the words of the mainland, zh-TW and zh-HK have those of their place', async () => {
    const text = '网络软件的信息在平台里，群众'
    const to = (language: string) => derive({value: text, from: 'zh-Hans', to: language, words: {}})
    expect(await to('zh-Hant')).toBe('網絡軟件的信息在平臺裡，群眾')
    expect(await to('zh-TW')).toBe('網路軟體的資訊在平臺裡，群眾')
    expect(await to('zh-HK')).toBe('網絡軟件的信息在平台裏，羣眾')
    expect(await derive({value: '这里的数据', from: 'zh-Hans', to: 'zh-TW', words: {資料: '數據'}})).toBe('這裡的數據')
  })
})

describe('D25 of a chapter, prose alone is converted', () => {
  async function chapter(text: string): Promise<unknown> {
    const source = {path: 'chapters/zh-Hans/standing.md', text}
    const {tree, head} = await parse({source, language: 'zh-Hant', axes: {}}, () => {})
    const stage = deriveChapterStage(digest('code'))
    const words = {網頁: '網頁頁'}
    return stage.run({tree: artifact(tree), head: artifact(head), from: 'zh-Hans', to: 'zh-Hant', words}, () => {})
  }
  const converted = async (text: string) => JSON.stringify(await chapter(text))

  test.each([
    ['targets', '[网络地图](https://example.org/网络/台账.html)', '網絡地圖', 'https://example.org/网络/台账.html'],
    ['code', '命令`导出 --字段=数据里程`', '命令', '导出 --字段=数据里程'],
    ['blocks of code', '文件：\n\n```\n软件目录/后台.csv\n```', '文件：', '软件目录/后台.csv'],
    ['names of queries and columns', '值 {{num 网点.数据 or="尚未公布"}}', '尚未公布', '["网点","数据"]'],
    ['conditions', ':only[沿岸发展]{if="region.kind = \'内陆发展\'"}', '沿岸發展', '内陆发展'],
    [
      'attributes that are names',
      '::table{#tab-a query="网点" columns="数据, 发展" caption="发展"}',
      '發展',
      '"columns":"数据, 发展"'
    ],
    ['attributes of raw HTML', '<abbr title="发展" lang="zh">发展</abbr>', '發展', '"title":"发展"'],
    [
      'paths of pictures',
      '![发展图](images/发展.svg "发展"){caption="发展" note="{{a.发展}}说明"}',
      '"title":["發展"]',
      'images/发展.svg'
    ],
    ['targets with values', '[图](<https://a.cn/发展/{{region.id}}>)', '圖', 'https://a.cn/发展/'],
    ['words that are not to be converted', '发展:unconverted[范云，《发展》]', '發展', '范云，《发展》'],
    ['addresses that stand bare', '见<https://a.cn/发展>。发', '發', 'https://a.cn/发展']
  ])('%s stay', async (_, text, prose, kept) => {
    const json = await converted(`# 题\n\n${text}`)
    expect(json).toContain(prose)
    expect(json).toContain(kept)
    expect(json).toContain('題')
  })

  test('a fragment that spells a heading is converted with it', async () => {
    const json = await converted('# 题\n\n## 数据\n\n[见](#数据) [图](#fig-a)')
    expect(json).toContain('"url":"#數據"')
    expect(json).toContain('"url":"#fig-a"')
  })

  test('captions, alternative texts and titles are prose, in the order of the report’s own words', async () => {
    const json = await converted(
      '---\nid: standing\ntitle: "发展{{region.name}}"\nif: "region.kind = \'内陆\'"\n---\n# 题\n\n![发展](images/a.svg){caption="“网页”"}\n'
    )
    expect(json).toContain('"title":["發展",')
    expect(json).toContain('"alt":["發展"]')
    expect(json).toContain('"caption":["「網頁頁」"]')
    expect(json).toContain('"value":"内陆"')
  })
})

test('texts inside data are completed, and what is written already is kept', async () => {
  const value = {
    title: {en: 'Web', 'zh-Hans': '网络'},
    list: [{label: {'zh-Hans': '发展', 'zh-Hant': '自己的'}}],
    words: {'zh-Hans': ['头发', '网']},
    count: 1,
    none: null
  }
  expect(await toTraditional(value)).toEqual({
    title: {en: 'Web', 'zh-Hans': '网络', 'zh-Hant': '網絡'},
    list: [{label: {'zh-Hans': '发展', 'zh-Hant': '自己的'}}],
    words: {'zh-Hans': ['头发', '网'], 'zh-Hant': ['頭髮', '網']},
    count: 1,
    none: null
  })
})

test('only the two scripts of Chinese can be derived from each other', () => {
  expect([isDerivable('zh-Hans', 'zh-Hant'), isDerivable('zh-Hant', 'zh-Hans')]).toEqual([true, true])
  expect([isDerivable('en', 'zh-Hans'), isDerivable('zh-Hans', 'zh-Hans')]).toEqual([false, false])
  expect([isDerivable('zh-Hans', 'zh-TW'), isDerivable('zh-HK', 'zh-TW'), isDerivable('constructor', 'zh-TW')]).toEqual([
    true,
    false,
    false
  ])
})
