/** The kinds of data files that a report may have. A new kind is a file beside this one and a line here. */
import type {Connector} from './connector.ts'
import {csv} from './csv.ts'
import {json} from './json.ts'
import {jsonl} from './jsonl.ts'
import {ods} from './ods.ts'
import {parquet} from './parquet.ts'
import {postgresql} from './postgresql.ts'
import {sqlite} from './sqlite.ts'
import {xlsx} from './xlsx.ts'
import {yaml} from './yaml.ts'

export const connectors: readonly Connector[] = [csv, json, jsonl, yaml, xlsx, ods, parquet, sqlite, postgresql]
