import { useRef } from 'react'
import { v7 } from 'uuid'

/** A new meaning of the person, UUIDv7. The same intent sent again gives the first answer, never a second document. */
export const newIntent = (): string => v7()

/**
 * One intent for as long as a form is open. `key` names what the form is about (`bill:<id>`); when it changes, or after
 * `renew()`, the next submit means something new.
 */
export function useIntent(key: string): { readonly intent: string; readonly renew: () => void } {
  const held = useRef<{ key: string; intent: string } | null>(null)
  if (held.current?.key !== key) held.current = { key, intent: newIntent() }
  return {
    get intent() {
      return held.current?.intent ?? newIntent()
    },
    renew: () => {
      held.current = { key, intent: newIntent() }
    },
  }
}
