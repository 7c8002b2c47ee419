/** `octavo preview`: every edition in a browser, kept as the sources are. */
import {join, resolve} from 'node:path'
import {storeFolder} from '../run/session.ts'
import {UsageError, type Command, type Given} from './command.ts'
import {checkEnvironment, reportFolder, storeOptions, textOption} from './given.ts'

/** Where it listens when nothing is said. */
const HOST = '127.0.0.1'
const PORT = 4400

/** `octavo preview`. */
export const previewCommand: Command = {
  name: 'preview',
  summary: 'Shows every edition in a browser, and keeps it as the sources are.',
  usage: `octavo preview [report] [options]

  --port N              instead of ${PORT}, or of the next one that is free
  --host H              instead of ${HOST}, where this machine alone can reach it
  --store DIR           instead of output/.store

Save a file, and the edition that is shown follows. Nothing is published: what is made
lies in the store, and the next build has it there. Ctrl-C ends it.`,
  options: {...storeOptions, port: {type: 'string'}, host: {type: 'string'}},
  async run(given, {world, signal, tell, onOutcome}) {
    checkEnvironment(world)
    const folder = await reportFolder(given, world)
    const port = readPort(given)
    const store = textOption(given, 'store')
    const host = textOption(given, 'host') ?? HOST
    if (!/^[\w.:-]+$/.test(host))
      throw new UsageError(`Unexpected \`--host ${host.slice(0, 40)}\`, expected an address of this machine`)
    const {preview} = await import('../preview/index.ts')
    await preview({
      folder,
      made: [resolve(world.folder, 'output'), join(folder, 'output'), storeFolder(world, store)],
      session: {...(store !== undefined && {store}), tell},
      world,
      signal,
      host,
      port: port ?? PORT,
      mayMove: port === undefined,
      onOpen: (url) => onOutcome({status: 0, result: {url}, text: `${url}\nCtrl-C ends the preview.`, messages: []})
    })
    // It ends with the signal alone, at work or not.
    signal.throwIfAborted()
    return {status: 0, result: {}, text: '', messages: []}
  }
}

function readPort(given: Given): number | undefined {
  const text = textOption(given, 'port')
  if (text === undefined) return undefined
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port < 0 || port > 65_535)
    throw new UsageError(`Unexpected \`--port ${text.slice(0, 40)}\`, expected a port from 1 to 65535, or 0 for any that is free`)
  return port
}
