import { useCallback, useEffect, useRef, useState } from 'react'

export type Once<A extends readonly unknown[]> = { readonly run: (...args: A) => void; readonly busy: boolean }

/**
 * Runs `work` once at a time: a double click or a double Enter while it runs does nothing, so what follows a commit (the
 * print, the next screen) happens once too. What `work` throws is thrown in the page, where the screen's boundary sees it.
 */
export function useOnce<A extends readonly unknown[]>(work: (...args: A) => Promise<void>): Once<A> {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<{ readonly error: unknown } | null>(null)
  const running = useRef(false)
  const latest = useRef(work)
  useEffect(() => {
    latest.current = work
  })
  const run = useCallback((...args: A) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    latest
      .current(...args)
      .catch((error: unknown) => setFault({ error }))
      .finally(() => {
        running.current = false
        setBusy(false)
      })
  }, [])
  if (fault) throw fault.error
  return { run, busy }
}
