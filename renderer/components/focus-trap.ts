import { type RefObject, useEffect } from 'react'

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])'

/** As a `ref`: the control has the focus when it comes on screen. */
export const focusWhenShown = (element: HTMLElement | null): void => element?.focus()

/**
 * Begins the work of a screen at one of its fields, but never takes the focus from somebody who types elsewhere already: in
 * the search box, or in a dialog that lies above.
 */
export function beginAt(field: HTMLElement | null, screen: HTMLElement | null): void {
  const active = document.activeElement
  const elsewhere = active !== null && screen?.contains(active) !== true
  if (elsewhere && (active.closest('dialog') !== null || active.matches('input, textarea, select'))) return
  field?.focus()
}

/** What Tab reaches inside an element, in order. */
export const focusable = (root: HTMLElement): readonly HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(element => element.offsetParent !== null)

/**
 * Keeps Tab inside while the element is on screen, begins at `[data-autofocus]`, else at the first field, else at the first
 * thing that can be reached; and gives the focus back to where it was.
 */
export function useFocusTrap(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = ref.current
    if (!root) return undefined
    const before = document.activeElement
    const first =
      root.querySelector<HTMLElement>('[data-autofocus]') ??
      root.querySelector<HTMLElement>('input, select, textarea') ??
      focusable(root)[0] ??
      root
    first.focus()
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Tab') return
      const reach = focusable(root)
      const edge = event.shiftKey ? reach[0] : reach.at(-1)
      if (document.activeElement !== edge && root.contains(document.activeElement)) return
      event.preventDefault()
      ;(event.shiftKey ? reach.at(-1) : reach[0])?.focus()
    }
    root.addEventListener('keydown', onKeyDown)
    return () => {
      root.removeEventListener('keydown', onKeyDown)
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [ref])
}
