import type { Outcome } from '../domain/errors.ts'

/**
 * For what is done outside of the store, which remembers the intents of all else: while this process lives, the same
 * intent gets the answer of the first call, and another one waits until that ended. A refusal is forgotten, so that it
 * can be mended and tried again.
 */
export function onceByIntent(): <T>(intent: string, work: () => Promise<Outcome<T>>) => Promise<Outcome<T>> {
  const answers = new Map<string, Promise<Outcome<unknown>>>()
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = async <T>(before: Promise<unknown>, intent: string, work: () => Promise<Outcome<T>>) => {
    await Promise.allSettled([before])
    let done = false
    try {
      const outcome = await work()
      done = outcome.ok
      return outcome
    } finally {
      if (!done) answers.delete(intent)
    }
  }
  return <T>(intent: string, work: () => Promise<Outcome<T>>) => {
    const held = answers.get(intent)
    if (held) return held as Promise<Outcome<T>>
    const answer = inTurn(last, intent, work)
    answers.set(intent, answer)
    last = answer
    return answer
  }
}
