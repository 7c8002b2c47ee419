/** Tells every page that is open what is known, as it becomes known. */
import type {ServerResponse} from 'node:http'
import type {Studio, Told} from './studio.ts'
import {toldEdition, toldScene} from './telling.ts'
import type {Side, Wanted} from './view.ts'

/** Pages that listen. */
export interface Listeners {
  /** A page listens from now on, and shows this. */
  add(response: ServerResponse, shown: Wanted['shown']): void
  tell(told: Told, studio: Studio): void
  close(): void
}

/** More editions than these nobody shows at a time, and pages than these nobody has open. */
const MOST_SHOWN = 8
const MOST_PAGES = 32

/** Milliseconds in which what becomes known of editions is told at once. */
const TOGETHER = 40

/** Nobody listens at first. `onShown` hears what all of them show. */
export function createListeners(onShown: (shown: Wanted['shown']) => void): Listeners {
  const pages = new Map<ServerResponse, Wanted['shown']>()
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  const all = () => [...pages.values()].flat()
  const say = (event: string, data: unknown) => {
    const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
    for (const page of pages.keys()) page.write(text)
  }

  function flush(studio: Studio): void {
    clearTimeout(timer)
    timer = undefined
    const {views} = studio.scene()
    const editions = [...waiting].flatMap((id) => (views.has(id) ? [toldEdition(views.get(id)!)] : []))
    waiting.clear()
    if (editions.length > 0) say('editions', editions)
  }

  return {
    add(response, shown) {
      if (pages.size >= MOST_PAGES) return void response.writeHead(503).end()
      response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no'})
      response.write('retry: 500\n\n')
      pages.set(response, shown.slice(0, MOST_SHOWN))
      onShown(all())
      response.on('close', () => {
        pages.delete(response)
        onShown(all())
      })
    },
    tell(told, studio) {
      if ('scene' in told) {
        waiting.clear()
        return say('scene', toldScene(told.scene))
      }
      waiting.add(told.edition)
      if (all().some(({id}) => id === told.edition)) flush(studio)
      else timer ??= setTimeout(() => flush(studio), TOGETHER)
    },
    close() {
      clearTimeout(timer)
      for (const page of pages.keys()) page.end()
    }
  }
}

/** `html:gd.public.en,pdf:zj.public.en` as what is shown. */
export function readShown(text: string): Wanted['shown'] {
  return text.split(',').flatMap((part) => {
    const [, side, id] = /^(html|pdf):(.+)$/s.exec(part) ?? []
    return side === undefined || id === undefined ? [] : [{id, side: side as Side}]
  })
}
