import { useCallback, useEffect, useRef, useState } from 'react'
import type { Input } from '../../domain/contract/contract.ts'
import { call } from './client.ts'
import { useDesk } from './session.ts'

type Json = Input<'drafts.put'>['body']
const DEBOUNCE_MS = 400

/** Announced when the screen locks or the person changes, so that every form saves what is still only typed. */
const FLUSH = 'caresync-flush'
export const flushDrafts = (): boolean => window.dispatchEvent(new Event(FLUSH))

export type DraftState<T> = {
  readonly value: T
  readonly set: (next: T | ((before: T) => T)) => void
  /** Forgets the draft: what was typed is saved as an entry, or given up on purpose. */
  readonly clear: () => void
  /** False until what was typed before is read back. */
  readonly restored: boolean
  /** True when the value came from an earlier draft. */
  readonly fromDraft: boolean
}

/**
 * The typing of one form, kept on this PC for this person: at most 400 ms after a key, when the window loses focus, when the
 * screen locks and when the form closes.
 * It is sent as this person's: what is still unsaved when somebody else has signed in is never kept as theirs.
 * @param form names the form and what it is about: `register`, `patient:<id>`
 */
export function useDraft<T extends Json>(form: string, empty: T): DraftState<T> {
  const { userId } = useDesk().session
  const [value, setValue] = useState(empty)
  const [restored, setRestored] = useState(false)
  const [fromDraft, setFromDraft] = useState(false)
  const latest = useRef(empty)
  const unsaved = useRef<T | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    if (unsaved.current === null) return
    const body = unsaved.current
    unsaved.current = null
    const save = async () => {
      const outcome = await call('drafts.put', { form, body, userId })
      // Refused because the screen locked in this very moment: kept, and sent with the next save.
      if (!outcome.ok) unsaved.current ??= body
    }
    void save()
  }, [form, userId])

  useEffect(() => {
    let here = true
    const restore = async () => {
      const outcome = await call('drafts.get', { form })
      if (!here) return
      if (outcome.ok && outcome.value.body !== null && unsaved.current === null) {
        latest.current = outcome.value.body as T
        setValue(latest.current)
        setFromDraft(true)
      }
      setRestored(true)
    }
    void restore()
    window.addEventListener('blur', flush)
    window.addEventListener('pagehide', flush)
    window.addEventListener(FLUSH, flush)
    return () => {
      here = false
      flush()
      window.removeEventListener('blur', flush)
      window.removeEventListener('pagehide', flush)
      window.removeEventListener(FLUSH, flush)
    }
  }, [form, flush])

  const set = useCallback(
    (next: T | ((before: T) => T)) => {
      // At once and not when React renders: a lock may come before that.
      latest.current = typeof next === 'function' ? next(latest.current) : next
      unsaved.current = latest.current
      setValue(latest.current)
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, DEBOUNCE_MS)
    },
    [flush],
  )
  const clear = useCallback(() => {
    clearTimeout(timer.current)
    unsaved.current = null
    setFromDraft(false)
    void call('drafts.put', { form, body: null, userId })
  }, [form, userId])
  return { value, set, clear, restored, fromDraft }
}
