/** Chinese in simplified characters. */
import {chinese} from './chinese.ts'

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
    percentUnits: ['%', '％', '百分比', '百分点', '个百分点'],
    permilleUnits: ['‰', '千分比', '千分点', '个千分点'],
    directions: '增长|上升|下降|提高|提升|降低|减少|增加|回落|上涨|下跌|下滑|升高|高出|多出'
  }
)
