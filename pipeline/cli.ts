#!/usr/bin/env node
/**
 * Where the program starts. Dates of a report have no time zone and the machine's must not move them: the whole process,
 * with every thread it starts, reckons in UTC. Compiled code is kept between runs, which halves the start.
 */
import {enableCompileCache} from 'node:module'
import {fileURLToPath} from 'node:url'

process.env['TZ'] = 'UTC'
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/octavo', import.meta.url)))
const {main} = await import('./commands/main.ts')
process.exitCode = await main(process.argv.slice(2))
