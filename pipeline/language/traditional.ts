/**
 * Simplified Chinese -> traditional: what a general dictionary gets wrong in official prose.
 *
 * The standard of `zh-Hant`: traditional characters in their usual printed forms, the words of the mainland (網絡, 軟件,
 * 信息). `zh-TW` and `zh-HK` have the characters and words of their place. A report's own glossary comes last.
 */

/** What may follow 只 "only": behind a noun that is counted by 只 "piece" it is that all the same, as in 船只有. */
const BEHIND_ONLY = '有 能 是 要 会 剩 需 好 用 限 在 供 许 占 为 做 做了 见 收 对 看 到'.split(' ')
const COUNTED = '船 鸡 鸭 牛 羊 马 猪 舰 车 犬'.split(' ')

/** Verbs behind 这只, 那只 "this only": a piece of something is a noun. */
const VERBS =
  '反映 说明 表明 表示 占 能 会 要 有 限 限于 适用 代表 计 计算 包括 包含 影响 涉及 意味 发生 构成 属于 取决 针对 需 需要 用 用于 看 算 说 提供 涵盖 覆盖 统计 显示 考虑 列 列出 给出 适合 在 对 为 由 从 和 与 解决 关系 起 作为 供'.split(
    ' '
  )

/** Verbs before 明了 "have made clear": 明了 by itself is 明瞭. */
const TELLING = '写 说 表 证 标 查 阐 指 载 注 申 声 点 讲 列 言 探 判 认 分 挑'.split(' ')

/** 一只 "one piece" is none where 一 ends another word. */
const ENDING_IN_ONE = '唯 统 单 万 之 逐 进 同'.split(' ')

/** Phrases by themselves. 佈 and 傢 are variants of 布 and 家 in the standard of the mainland. */
const PHRASES: Readonly<Record<string, string>> = {
  发布: '發布',
  公布: '公布',
  分布: '分布',
  布局: '布局',
  布置: '布置',
  部署: '部署',
  颁布: '頒布',
  宣布: '宣布',
  布设: '布設',
  布点: '布點',
  布线: '布線',
  布防: '布防',
  布告: '布告',
  散布: '散布',
  遍布: '遍布',
  密布: '密布',
  摆布: '擺布',
  发布会: '發布會',
  家具: '家具',
  胡同: '胡同',
  占比: '佔比',
  未注: '未註',
  系指: '係指',
  确系: '確係',
  均系: '均係',
  实系: '實係',
  同色系: '同色系',
  谱系: '譜系',
  系于: '繫於',
  心系: '心繫',
  情系: '情繫',
  干系: '干係',
  干事: '幹事',
  不干涉: '不干涉',
  里程: '里程',
  几内亚: '幾內亞',
  万里: '萬里',
  面板: '面板',
  发丝: '髮絲',
  余下: '餘下',
  注资: '注資',
  准则: '準則',
  准入: '准入',
  复核: '複核',
  采信: '採信',
  不准确: '不準確',
  范畴: '範疇',
  松绑: '鬆綁',
  制表: '製表',
  台账: '台賬',
  钟表: '鐘錶',
  向着: '向着'
}

/** Phrases of our own, simplified to traditional. */
export const OWN_PHRASES: readonly (readonly [string, string])[] = Object.entries(PHRASES)

/** Phrases in which the middle stays as it is, while what stands around it is converted as ever. */
export const KEPT_PHRASES: readonly (readonly [before: string, kept: string, after: string])[] = [
  ...COUNTED.flatMap((noun) => BEHIND_ONLY.map((verb) => [noun, '只', verb] as const)),
  ...['这', '那'].flatMap((noun) => VERBS.map((verb) => [noun, '只', verb] as const)),
  ...ENDING_IN_ONE.flatMap((first) => BEHIND_ONLY.map((verb) => [first, '一只', verb] as const)),
  ...TELLING.map((verb) => [verb, '明了', ''] as const)
]
