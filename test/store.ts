/**
 * Where tests keep the browser and the fonts that they share. It is not the store of the checkout: files are told by their sizes
 * here, which is quick, and a build would take that for damage.
 */
import {stat} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'

const store = fileURLToPath(new URL('../node_modules/.cache/octavo-test', import.meta.url))

/** What finds the browser there, or unpacks it. */
export const STORE = {store, fileDigest: async (path: string) => String((await stat(path)).size), onDamage() {}}
