/** The process that does one call of the interface: it hears what is asked, says what it gives, and ends. */
import {commands} from '../commands/index.ts'
import type {Setting} from '../commands/command.ts'
import {explain} from '../commands/explain.ts'
import {ReportError, type Message} from '../messages.ts'
import {withAddresses} from '../run/handbook-page.ts'
import {thisMachine} from '../world.ts'
import type {Order, Word} from './call.ts'
import {openCommand} from './open.ts'

const world = thisMachine()
const interruption = new AbortController()

process.on('message', (said: Order | 'interrupt') => {
  if (said === 'interrupt') interruption.abort()
  else void answer(said).then((word) => say(word, () => process.disconnect()))
})
// Whoever asked is gone.
process.once('disconnect', () => process.exit())

function say(word: Word, then?: () => void): void {
  process.send!(word, () => then?.())
}

async function answer({command: name, words, options}: Order): Promise<Word> {
  const told: Message[] = []
  try {
    const command = [...commands, openCommand].find((each) => each.name === name)!
    const {status, result, messages} = await command.run({words, options}, settingWith(told))
    return {result: {ok: status === 0, ...result, messages: await withAddresses([...told, ...messages], world)}}
  } catch (error) {
    if (error instanceof ReportError) {
      const messages = await withAddresses([...told, ...error.messages], world)
      return {failure: {kind: 'report', reason: error.message, messages}}
    }
    const {rule, reason, note} = explain(error)
    return {failure: {kind: rule, reason, note}}
  }
}

function settingWith(told: Message[]): Setting {
  return {
    world,
    signal: interruption.signal,
    onProgress: (progress) => say({progress}),
    onNotice: () => {},
    onOutcome: () => {},
    needTime: () => {},
    ask: async () => undefined,
    tell: (message) => void told.push(message)
  }
}
