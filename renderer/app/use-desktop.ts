import { useCallback, useEffect, useState } from 'react'
import type { Outcome } from '../../domain/errors.ts'
import { onEvent } from './client.ts'

/**
 * What the desktop shell answers, asked when shown and again whenever the shell tells of a new state. Null until then, and
 * for ever in a browser, which offers no `ask`.
 */
export function useDesktop<T>(ask: (() => Promise<Outcome<T>>) | undefined): {
  readonly answer: T | null
  readonly adopt: (outcome: Outcome<T>) => void
} {
  const [answer, setAnswer] = useState<T | null>(null)
  const adopt = useCallback((outcome: Outcome<T>) => outcome.ok && setAnswer(outcome.value), [])
  useEffect(() => {
    if (!ask) return undefined
    let here = true
    const read = async () => {
      const outcome = await ask()
      if (here) adopt(outcome)
    }
    void read()
    const stop = onEvent(event => {
      if (event.event === 'state') void read()
    })
    return () => {
      here = false
      stop()
    }
  }, [ask, adopt])
  return { answer, adopt }
}
