/** Chinese in simplified characters. */
import {chinese} from './chinese.ts'

/** Chinese in simplified script. */
export const zhHans = chinese(
  {tag: 'zh-Hans', covers: /^zh(?:-|$)/i, script: 'Hans'},
  {
    hundredMillion: '亿',
    tenThousand: '万',
    tenThousandHundredMillion: '万亿',
    level: '持平',
    percentPoint: '个百分点',
    permillePoint: '个千分点',
    moved: {
      alone: ['下降', '上升'],
      percent: ['下降', '增长'],
      points: ['下降', '上升'],
      amount: ['减少', '增加']
    },
    compared: {percent: ['低', '高出'], points: ['低', '高'], amount: ['低', '高出']},
    joint: '并列',
    two: '两',
    over: '超',
    durations: {year: '年', month: '个月', day: '天', hour: '小时', minute: '分钟', second: '秒'},
    percentUnits: ['%', '％', '百分比', '百分点', '个百分点'],
    permilleUnits: ['‰', '千分比', '千分点', '个千分点'],
    directions: '增长|上升|下降|提高|提升|降低|减少|增加|回落|上涨|下跌|下滑|升高|高出|多出',
    directionNouns: '降幅|涨幅|跌幅|减幅',
    links: '了|到?达|约|近|超过|为',
    week: '周',
    count: '数量',
    chart: {
      kinds: {
        bar: ['条形图', '项'],
        column: ['柱形图', '项'],
        histogram: ['直方图', '组'],
        density: ['密度图', '条曲线'],
        box: ['箱线图', '个箱体（以中位数计）'],
        interval: ['区间图', '个区间（以中间值计）'],
        pie: ['饼图', '块'],
        map: ['地图', '个区域'],
        line: ['折线图', '个数值'],
        area: ['面积图', '个数值'],
        scatter: ['散点图', '个点'],
        dots: ['点图', '个点'],
        tiles: ['方格地图', '格'],
        heat: ['热力图', '格'],
        other: ['图表', '项']
      },
      heads: {
        panel: '图',
        low: '下端',
        lowerQuartile: '下四分位数',
        median: '中位数',
        upperQuartile: '上四分位数',
        high: '上端',
        middle: '中间值',
        density: '密度'
      },
      operations: {
        mean: '的平均值',
        average: '的平均值',
        median: '的中位数',
        sum: '合计',
        min: '的最小值',
        max: '的最大值',
        distinct: '的种数'
      },
      to: '至',
      densest: '最密集处约为',
      weekOfYear: '周',
      of: '共',
      lines: '条线',
      areas: '组',
      unknown: '未说明',
      others: '等',
      single: '为',
      year: '年',
      highest: '最高为',
      lowest: '最低为',
      level: '均为',
      earliest: '最早为',
      latest: '最晚为',
      is: '为',
      place: '列第',
      course: ['降至', '仍为', '升至'],
      from: '由',
      groups: '分',
      sorts: '类',
      belongs: '属',
      y: '纵轴为',
      x: '横轴为'
    }
  }
)
