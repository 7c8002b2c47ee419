#!/usr/bin/env node
/**
 * Where the program starts. Dates of a report have no time zone and the machine's must not move them: the whole process,
 * with every thread it starts, reckons in UTC. Compiled code is kept between runs, which halves the start. This file alone is
 * JavaScript: it is read before anything is kept, and to load what takes types out costs as much as to start Node.
 */
import {enableCompileCache} from 'node:module'
import {fileURLToPath} from 'node:url'

process.env['TZ'] = 'UTC'
const cache = fileURLToPath(new URL('../node_modules/.cache/octavo', import.meta.url))
enableCompileCache(cache)
const {supervise} = await import('./commands/supervise.ts')
process.exitCode = await supervise(process.argv.slice(2), {cache})
