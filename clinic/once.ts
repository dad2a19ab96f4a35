import { type Outcome, refuse } from '../domain/errors.ts'

type Held = { readonly meant: string; readonly answer: Promise<Outcome<unknown>> }
/** `meant` is the digest of the content. */
type Once = <T>(intent: string, meant: string, work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>

/**
 * For what is done outside of the store, which remembers the intents of all else: while this process lives, the same
 * intent gets the answer of the first call, and another one waits until that ended. A refusal is forgotten, so that it
 * can be mended and tried again. An intent that stands for something else is refused with `intent-reused`.
 */
export function onceByIntent(): Once {
  const answers = new Map<string, Held>()
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
  return <T>(intent: string, meant: string, work: () => Promise<Outcome<T>>) => {
    const held = answers.get(intent)
    if (held)
      return held.meant === meant ? (held.answer as Promise<Outcome<T>>) : Promise.resolve(refuse('intent-reused'))
    const answer = inTurn(last, intent, work)
    answers.set(intent, { meant, answer })
    last = answer
    return answer
  }
}
