import type { Outcome } from '../../domain/errors.ts'

/**
 * The first run has no store yet that could remember intents: while this process lives, the same intent gets the answer of
 * the first call, and another one waits until that ended. A refusal is forgotten, so that it can be mended and tried again.
 */
export function setUpOnce(): <T>(intent: string, work: () => Promise<Outcome<T>>) => Promise<Outcome<T>> {
  const answers = new Map<string, Promise<Outcome<unknown>>>()
  let last: Promise<unknown> = Promise.resolve()
  return <T>(intent: string, work: () => Promise<Outcome<T>>) => {
    const held = answers.get(intent)
    if (held) return held as Promise<Outcome<T>>
    const answer = last.then(work)
    answers.set(intent, answer)
    last = answer.then(
      outcome => {
        if (!outcome.ok) answers.delete(intent)
      },
      () => answers.delete(intent),
    )
    return answer
  }
}
