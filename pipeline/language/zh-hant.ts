/** Chinese in traditional characters. */
import {chinese} from './chinese.ts'

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
    percentUnits: ['%', '％', '百分比', '百分點', '個百分點'],
    permilleUnits: ['‰', '千分比', '千分點', '個千分點'],
    directions: '增長|上升|下降|提高|提升|降低|減少|增加|回落|上漲|下跌|下滑|升高|高出|多出'
  }
)
