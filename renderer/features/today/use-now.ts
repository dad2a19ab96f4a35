import { useEffect, useState } from 'react'

const TICK_MS = 10_000

/**
 * The clinic's present, in milliseconds: the instant of the answer plus the time since it came, so that waiting minutes go
 * on between answers and follow the clinic's clock instead of the window's.
 */
export function useNow(answered: string | undefined): number {
  const [later, setLater] = useState<{ readonly than: string | undefined; readonly by: number } | null>(null)
  useEffect(() => {
    const from = performance.now()
    const timer = setInterval(() => setLater({ than: answered, by: performance.now() - from }), TICK_MS)
    return () => clearInterval(timer)
  }, [answered])
  if (answered === undefined) return 0
  return Date.parse(answered) + (later?.than === answered ? later.by : 0)
}
