import { useMemo, useState } from 'react'
import { v7 } from 'uuid'

/** A new meaning of the person, UUIDv7. The same intent sent again gives the first answer, never a second document. */
export const newIntent = (): string => v7()

/**
 * One intent for as long as a form is open. `key` names what the form is about (`bill:<id>`); when it changes, or after
 * `renew()`, the next submit means something new.
 */
export function useIntent(key: string): { readonly intent: string; readonly renew: () => void } {
  const [held, setHeld] = useState(() => ({ key, intent: newIntent() }))
  // Another thing is meant from this very render on.
  const current = held.key === key ? held : { key, intent: newIntent() }
  if (current !== held) setHeld(current)
  return useMemo(
    () => ({ intent: current.intent, renew: () => setHeld({ key: current.key, intent: newIntent() }) }),
    [current.intent, current.key],
  )
}
