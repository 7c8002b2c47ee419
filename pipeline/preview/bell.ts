/** Wakes whoever waits for something to happen. */

/** A bell that can be rung. */
export interface Bell {
  ring(): void
  /** Settles when it is rung next. */
  next(): Promise<void>
}

/** A bell. */
export function createBell(): Bell {
  let {promise, resolve} = Promise.withResolvers<void>()
  return {
    ring() {
      const wake = resolve
      ;({promise, resolve} = Promise.withResolvers<void>())
      wake()
    },
    next: () => promise
  }
}
