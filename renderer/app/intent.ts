import { useCallback, useMemo, useRef, useState } from 'react'
import { v7 } from 'uuid'

/** A new meaning of the person, UUIDv7. The same intent sent again gives the first answer, never a second document. */
export const newIntent = (): string => v7()

/**
 * One intent for as long as a form says the same. `key` names what the form is about and holds everything that was typed
 * (`cancel:<id>:<reason>`): another content is another meaning, and the clinic refuses it under an intent that was saved.
 * So does `renew()`, after which the next submit means something new.
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

/** The same where the content is known only when it is sent: each content has one intent for as long as the screen stands. */
export function useIntentOf(): (content: unknown) => string {
  const intents = useRef(new Map<string, string>())
  return useCallback(content => {
    const key = JSON.stringify(content)
    const intent = intents.current.get(key) ?? newIntent()
    intents.current.set(key, intent)
    return intent
  }, [])
}
