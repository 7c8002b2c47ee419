/** The small report that hostile inputs are put into: two regions, English, a table, a chart, a template of its own is possible. */

export const REPORT: Readonly<Record<string, string>> = {
  'report.yaml': `id: tiny
title: {en: Tiny}
author: {en: Nobody}
release: 2024-04-15
axes:
  region: {from: regions, key: id, label: name, title: {en: Region}}
  language: [en]
chapters: [overview]
path: "{region}/{language}"
layout: report
`,
  'datapackage.json': `{
  "name": "tiny",
  "resources": [
    {
      "name": "regions",
      "path": "data/regions.csv",
      "schema": {
        "fields": [
          {"name": "id", "type": "string", "constraints": {"required": true}},
          {"name": "name_en", "type": "string", "label": {"en": "Region"}}
        ],
        "primaryKey": "id"
      }
    },
    {
      "name": "stalls",
      "path": "data/stalls.csv",
      "schema": {
        "fields": [
          {"name": "region", "type": "string", "constraints": {"required": true}},
          {"name": "stalls", "type": "integer", "label": {"en": "Stalls"}},
          {"name": "note", "type": "string", "label": {"en": "Note"}}
        ],
        "primaryKey": "region",
        "foreignKeys": [{"fields": "region", "reference": {"resource": "regions", "fields": "id"}}]
      }
    }
  ]
}
`,
  'data/regions.csv': 'id,name_en\nnorth,North\nsouth,South\n',
  'data/stalls.csv': 'region,stalls,note\nnorth,1450,counted\nsouth,870,\n',
  'queries/latest.sql': '-- partition: region   key: region\nselect region, stalls, note from stalls\n',
  'queries/every.sql': '-- key: region\nselect region, stalls, note from stalls order by region\n',
  'charts/bars.vl.json': `{
  "data": {"name": "every"},
  "mark": "bar",
  "encoding": {
    "y": {"field": "region", "type": "nominal", "title": null},
    "x": {"field": "stalls", "type": "quantitative", "title": null}
  }
}
`,
  'chapters/en/overview.md': `---
id: overview
---
# Halls in {{region.name}}

There are {{num latest.stalls}} stalls. {{latest.note or="none"}}.

::table{#tab-every query="every" columns="region, stalls" caption="Stalls"}

::figure{#fig-stalls chart="bars" data="every" caption="Stalls by region"}
`
}
