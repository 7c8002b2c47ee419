/** Chinese in traditional characters. */
import {chinese} from './chinese.ts'

/** Chinese in traditional script. */
export const zhHant = chinese(
  {tag: 'zh-Hant', covers: /^zh-(?:[a-z]+-)?(?:Hant|TW|HK|MO)(?:-|$)/i, script: 'Hant'},
  {
    hundredMillion: '億',
    tenThousand: '萬',
    tenThousandHundredMillion: '萬億',
    level: '持平',
    percentPoint: '個百分點',
    permillePoint: '個千分點',
    moved: {
      alone: ['下降', '上升'],
      percent: ['下降', '增長'],
      points: ['下降', '上升'],
      amount: ['減少', '增加']
    },
    compared: {percent: ['低', '高出'], points: ['低', '高'], amount: ['低', '高出']},
    joint: '並列',
    two: '兩',
    over: '超',
    durations: {year: '年', month: '個月', day: '天', hour: '小時', minute: '分鐘', second: '秒'},
    percentUnits: ['%', '％', '百分比', '百分點', '個百分點'],
    permilleUnits: ['‰', '千分比', '千分點', '個千分點'],
    directions: '增長|上升|下降|提高|提升|降低|減少|增加|回落|上漲|下跌|下滑|升高|高出|多出',
    directionNouns: '降幅|漲幅|跌幅|減幅',
    links: '了|到?達|約|近|超過|為',
    week: '週',
    count: '數量',
    chart: {
      kinds: {
        bar: ['條形圖', '項'],
        column: ['柱形圖', '項'],
        histogram: ['直方圖', '組'],
        density: ['密度圖', '條曲線'],
        box: ['箱線圖', '個箱體（以中位數計）'],
        interval: ['區間圖', '個區間（以中間值計）'],
        pie: ['餅圖', '塊'],
        map: ['地圖', '個區域'],
        line: ['折線圖', '個數值'],
        area: ['面積圖', '個數值'],
        scatter: ['散點圖', '個點'],
        dots: ['點圖', '個點'],
        tiles: ['方格地圖', '格'],
        heat: ['熱力圖', '格'],
        other: ['圖表', '項']
      },
      heads: {
        panel: '圖',
        low: '下端',
        lowerQuartile: '下四分位數',
        median: '中位數',
        upperQuartile: '上四分位數',
        high: '上端',
        middle: '中間值',
        density: '密度'
      },
      operations: {
        mean: '的平均值',
        average: '的平均值',
        median: '的中位數',
        sum: '合計',
        min: '的最小值',
        max: '的最大值',
        distinct: '的種數'
      },
      to: '至',
      densest: '最密集處約為',
      weekOfYear: '週',
      of: '共',
      lines: '條線',
      areas: '組',
      unknown: '未說明',
      others: '等',
      single: '為',
      year: '年',
      highest: '最高為',
      lowest: '最低為',
      level: '均為',
      earliest: '最早為',
      latest: '最晚為',
      is: '為',
      place: '列第',
      course: ['降至', '仍為', '升至'],
      from: '由',
      groups: '分',
      sorts: '類',
      belongs: '屬',
      y: '縱軸為',
      x: '橫軸為'
    }
  }
)
