/** What charts look like when their author says nothing. Colours are signals, so that one compiled chart serves every theme. */
import type {Language} from '../../types.ts'
import type {JsonObject} from './json.ts'
import {rulesFor} from '../../language/index.ts'

/** Between the columns of a legend, in CSS pixels. */
export const COLUMN_PADDING = 14

const LABEL = {
  labelLimit: 0,
  labelColor: {expr: 'theme.muted'},
  labelFontSize: 11,
  titleColor: {expr: 'theme.muted'},
  titleFontSize: 11,
  titleFontWeight: 'normal'
}

/** Families of a chart's text: digits and Latin letters from the first, Chinese from the second. */
export function fontFamilies(language: Language): string {
  return `'Source Sans 3', 'Noto Sans ${rulesFor(language).script === 'Hant' ? 'TC' : 'SC'}', sans-serif`
}

/** Vega-Lite configuration: no frame, light rules, a zero line, labels of 11 px, the accent for marks. */
export function chartConfig(language: Language, viewWidth: number): JsonObject {
  return {
    aria: false,
    font: fontFamilies(language),
    background: null,
    view: {stroke: null, continuousWidth: viewWidth, discreteWidth: viewWidth},
    axis: {...LABEL, title: null, labelPadding: 6, ticks: false, domain: false, grid: false, titleAnchor: 'end'},
    axisQuantitative: {
      grid: true,
      gridColor: {condition: {test: 'datum.value === 0', expr: 'theme.muted'}, expr: 'theme.rule'},
      gridWidth: {condition: {test: 'datum.value === 0', value: 1}, value: 0.75},
      tickCount: 5
    },
    // What is measured stands across, above its axis; the head of a list of names above the names.
    axisLeft: {titleAngle: 0, titleAlign: 'left', titleAnchor: 'start', titleBaseline: 'bottom', titleX: 0, titleY: -8},
    axisYDiscrete: {titleAlign: 'right', titleX: -6},
    axisXDiscrete: {labelAngle: 0, labelOverlap: true},
    axisTemporal: {
      ticks: true,
      tickColor: {expr: 'theme.rule'},
      tickSize: 4,
      labelPadding: 3,
      domain: true,
      domainColor: {expr: 'theme.rule'}
    },
    legend: {
      ...LABEL,
      title: null,
      orient: 'top',
      direction: 'horizontal',
      symbolSize: 90,
      symbolLimit: 0,
      symbolStrokeWidth: 0,
      offset: 8,
      columnPadding: COLUMN_PADDING
    },
    header: {...LABEL, title: null, labelColor: {expr: 'theme.ink'}, labelFontWeight: 'bold', labelAnchor: 'start'},
    title: {
      anchor: 'start',
      fontSize: 13,
      color: {expr: 'theme.ink'},
      subtitleColor: {expr: 'theme.muted'},
      subtitleFontSize: 11,
      offset: 10
    },
    scale: {barBandPaddingInner: 0.25, rectBandPaddingInner: 0.04},
    mark: {color: {expr: 'theme.accent'}},
    line: {strokeWidth: 2},
    area: {opacity: 0.85},
    point: {filled: true, size: 45, opacity: 1},
    circle: {opacity: 1},
    square: {opacity: 1},
    tick: {opacity: 1},
    rule: {color: {expr: 'theme.muted'}},
    text: {color: {expr: 'theme.ink'}, fontSize: 11},
    range: {
      category: {signal: 'theme.categories'},
      ordinal: {scheme: {signal: 'theme.sequence'}},
      ramp: {scheme: {signal: 'theme.sequence'}},
      heatmap: {scheme: {signal: 'theme.sequence'}}
    }
  }
}
