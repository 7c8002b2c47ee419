/** Modules of the pipeline, and the packages that they use -> a few files of JavaScript, for the bundle and for the package. */
import {fileURLToPath, pathToFileURL} from 'node:url'
import type {Plugin} from 'rolldown'
import {contentDigest} from '../cache/code.ts'
import type {Digest} from '../cache/hash.ts'

const PIPELINE = new URL('..', import.meta.url)

/**
 * Packages that are loaded from where they lie: they have files beside their code, are one file already, or few commands need
 * them. They are the `dependencies` of `package.json`; all else that runs is rolled in.
 */
const APART = [
  /^@aws-sdk\//,
  /^@duckdb\//,
  /^@expo-google-fonts\//,
  /^@sparticuz\//,
  /^bullmq/,
  /^ioredis/,
  /^opencc-js/,
  /^pdfjs-dist/,
  /^pg$/,
  /^subset-font/,
  /^vega/,
  'yauzl',
  'proxy-agent'
]

/** What is rolled. */
export interface Rolling {
  /** Paths below `pipeline/` of the modules that a process or a thread begins with, by the name that their file gets. */
  readonly entries: Readonly<Record<string, string>>
  /** Digest of the sources. */
  readonly sources: Digest
  /** The code that gives a module the address of its source, from the path of that source. */
  addressOf(path: string): string
}

/** Roll modules into files by name; they name each other, and lie in one folder. The same sources give the same bytes. */
export async function roll(rolling: Rolling): Promise<ReadonlyMap<string, Uint8Array>> {
  const {rolldown} = await import('rolldown')
  const input = Object.fromEntries(
    Object.entries(rolling.entries).map(([name, path]) => [name, fileURLToPath(new URL(path, PIPELINE))])
  )
  const made = await rolldown({input, platform: 'node', external: APART, logLevel: 'silent', plugins: [asFromSources(rolling)]})
  const {output} = await made.generate({format: 'esm', comments: false})
  await made.close()
  return new Map(output.map((file) => [file.fileName, Buffer.from(file.type === 'chunk' ? file.code : file.source)]))
}

// A module finds its neighbours, and what it is a part of, where its source lies; but threads begin beside it. What was to be
// read of the sources is known by now: they may not be there when it runs.
function asFromSources({entries, sources, addressOf}: Rolling): Plugin {
  const names = new Set(Object.keys(entries))
  return {
    name: 'as-from-sources',
    transform(code, id) {
      if (!id.startsWith(fileURLToPath(PIPELINE)) || !code.includes('import.meta')) return undefined
      const read = code.replaceAll(CLOSURE, (_, path: string) => {
        return `closureDigest(${JSON.stringify(contentDigest(new URL(path, pathToFileURL(id))))})`
      })
      return read
        .split(BESIDE)
        .map((part, index) =>
          index % 2 === 1
            ? `new URL('./${part}.${names.has(part) ? 'js' : 'ts'}', ${names.has(part) ? 'import.meta.url' : addressOf(id)})`
            : part.replaceAll('import.meta.url', addressOf(id)).replaceAll('import.meta.sources', JSON.stringify(sources))
        )
        .join('')
    }
  }
}

const CLOSURE = /closureDigest\(new URL\('([^']+)', import\.meta\.url\)\)/g
const BESIDE = /new URL\('\.\/([\w-]+)\.ts', import\.meta\.url\)/
