/** Excel workbooks (.xlsx): the sheet that the data package names. */
import {workbook} from './workbook.ts'

/** Excel workbooks (.xlsx). */
export const xlsx = workbook('xlsx')
