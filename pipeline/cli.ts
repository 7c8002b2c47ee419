#!/usr/bin/env node
/** Where the program starts. Compiled code is kept between runs, which halves the start; then `main.ts` has the word. */
import {enableCompileCache} from 'node:module'
import {fileURLToPath} from 'node:url'

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/octavo', import.meta.url)))
const {main} = await import('./commands/main.ts')
process.exitCode = await main(process.argv.slice(2))
