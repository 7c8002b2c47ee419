/** The thread in which a workbook is read. */
import {parentPort, workerData} from 'node:worker_threads'
import {readSheet, type SheetOrder} from './sheet.ts'

parentPort?.postMessage(readSheet(workerData as SheetOrder))
