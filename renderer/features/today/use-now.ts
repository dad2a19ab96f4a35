import { useEffect, useState } from 'react'

const TICK_MS = 10_000

/**
 * The clinic's present, in milliseconds: the instant of the answer plus the time since it came, so that waiting minutes go
 * on between answers and follow the clinic's clock instead of the window's.
 */
export function useNow(answered: string | undefined): number {
  const [elapsed, setElapsed] = useState(0)
  useEffect(() => {
    const from = performance.now()
    setElapsed(0)
    const timer = setInterval(() => setElapsed(performance.now() - from), TICK_MS)
    return () => clearInterval(timer)
  }, [answered])
  return answered === undefined ? 0 : Date.parse(answered) + elapsed
}
