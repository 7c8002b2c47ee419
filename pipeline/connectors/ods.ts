/** Workbooks of LibreOffice (.ods): the sheet that the data package names. */
import {workbook} from './workbook.ts'

/** Workbooks of LibreOffice (.ods). */
export const ods = workbook('ods')
