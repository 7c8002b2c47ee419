/** A preview of a copy of a report, in this process, and what is asked of it. */
import {cp} from 'node:fs/promises'
import {request} from 'node:http'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {preview} from '../../pipeline/preview/index.ts'
import type {ToldEdition, ToldScene} from '../../pipeline/preview/telling.ts'
import {thisMachine} from '../../pipeline/world.ts'

/** A preview that answers. */
export interface Previewing {
  readonly url: string
  /** Folder of the report. */
  readonly folder: string
  readonly store: string
  close(): Promise<void>
}

/** Preview a copy of `test/reports/<name>` below a folder that is empty. `change` may change the copy before. */
export async function openPreview(root: string, name: string, change = async (_folder: string) => {}): Promise<Previewing> {
  const folder = join(root, name)
  await cp(fileURLToPath(new URL(`../reports/${name}`, import.meta.url)), folder, {recursive: true})
  await change(folder)
  const end = new AbortController()
  const {promise: url, resolve} = Promise.withResolvers<string>()
  const store = join(root, 'store')
  const ended = preview({
    folder,
    made: [store],
    session: {store},
    world: thisMachine(),
    signal: end.signal,
    host: '127.0.0.1',
    port: 0,
    mayMove: false,
    onOpen: resolve
  })
  const failed = ended.then(() => '')
  return {
    url: await Promise.race([url, failed]),
    folder,
    store,
    async close() {
      end.abort()
      await ended
    }
  }
}

export interface Asked {
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly text: string
}

/** Ask as it is written: `fetch` would make another path of `/../`, and another host. */
export function ask(url: string, {path, method = 'GET', headers = {}}: Asked): Promise<Answered> {
  const {hostname, port} = new URL(url)
  return new Promise((resolve, reject) => {
    const asking = request({hostname, port, path, method, headers: {...headers}}, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () => resolve({status: response.statusCode ?? 0, headers: response.headers, text}))
    })
    asking.on('error', reject).end()
  })
}

/** Listen, as a page does that shows this, until what is told is as wanted; gives it. */
export async function until(url: string, shown: string, isWanted: (scene: ToldScene) => boolean): Promise<ToldScene> {
  const stop = new AbortController()
  const response = await fetch(`${url}events?shown=${encodeURIComponent(shown)}`, {signal: stop.signal})
  let scene: ToldScene | undefined
  let rest = ''
  try {
    for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
      const events = (rest + part).split('\n\n')
      rest = events.pop()!
      for (const event of events) {
        scene = withEvent(scene, event)
        // Before the first look nothing is known.
        if (scene !== undefined && scene.looks > 0 && isWanted(scene)) return scene
      }
    }
  } finally {
    stop.abort()
  }
  throw new Error('The preview ended')
}

function withEvent(scene: ToldScene | undefined, event: string): ToldScene | undefined {
  const [, name, data] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? []
  if (name === 'scene') return JSON.parse(data!) as ToldScene
  if (name !== 'editions' || scene === undefined) return scene
  const changed = new Map((JSON.parse(data!) as ToldEdition[]).map((each) => [each.id, each]))
  return {...scene, editions: scene.editions.map((each) => changed.get(each.id) ?? each)}
}

/** An edition of a scene. */
export function editionIn({editions}: ToldScene, id: string): ToldEdition | undefined {
  return editions.find((each) => each.id === id)
}
