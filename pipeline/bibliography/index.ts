/** The styles of references. A new one is a file beside this and a line here. */
import {authorDate} from './author-date.ts'
import {gbT7714} from './gb-t-7714.ts'
import type {Style} from './style.ts'

export const styles: readonly Style[] = [gbT7714, authorDate]
