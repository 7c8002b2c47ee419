#!/usr/bin/env node
/**
 * Where the program starts. Dates of a report have no time zone and the machine's must not move them: the whole process,
 * with every thread it starts, reckons in UTC. Compiled code is kept between runs, which halves the start. This file alone is
 * JavaScript: it is read before anything is kept, and to load what takes types out costs as much as to start Node. It runs on
 * any Node, to say so where that one is too old for the rest.
 */
import {existsSync} from 'node:fs'
import * as modules from 'node:module'
import {fileURLToPath} from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`octavo: Node ${process.versions.node} is too old, expected Node 22.18 or newer: see https://nodejs.org\n`)
  process.exitCode = 3
} else {
  process.env['TZ'] = 'UTC'
  const cache = fileURLToPath(new URL('../node_modules/.cache/octavo', import.meta.url))
  modules.enableCompileCache(cache)
  // In the package the sources are compiled.
  const source = './commands/supervise.ts'
  const start = existsSync(new URL(source, import.meta.url)) ? source : './compiled/supervise.js'
  const {supervise} = await import(start)
  process.exitCode = await supervise(process.argv.slice(2), {cache})
}
