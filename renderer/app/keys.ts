import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import { type ActionId, actionIds, actionRow } from './actions.ts'
import { type Press, digitOf, isBareCharacter, matches } from './chord.ts'

/** The lock screen lies above everything: beneath it nothing hears a key. */
export const LOCK_LAYER = 1000
export const KeyLayerContext = createContext(0)

export type ActionHandler = (digit: number | undefined) => void

type Registration = {
  readonly id: ActionId
  readonly layer: number
  readonly digits: number
  readonly handle: ActionHandler
}

let registrations: readonly Registration[] = []
let layers: readonly number[] = [0]
let usable: readonly Usable[] = []
const watchers = new Set<() => void>()

/** An action that a key press would reach now, in the order of the registry. */
export type Usable = { readonly id: ActionId; readonly digits: number }

const topLayer = (): number => Math.max(...layers)
const reachable = (registration: Registration): boolean => {
  const top = topLayer()
  if (registration.layer === top) return true
  return top < LOCK_LAYER && registration.layer === 0 && actionRow(registration.id).always === true
}

function changed(): void {
  const open = registrations.filter(reachable)
  usable = actionIds.flatMap(id => {
    const last = open.findLast(registration => registration.id === id)
    return last ? [{ id, digits: last.digits }] : []
  })
  for (const watcher of watchers) watcher()
}

export function register(registration: Registration): () => void {
  registrations = [...registrations, registration]
  changed()
  return () => {
    registrations = registrations.filter(other => other !== registration)
    changed()
  }
}

/** Opens a layer of keys (a dialog, the lock screen): what lies beneath hears nothing but actions that work always. */
export function openLayer(layer: number): () => void {
  layers = [...layers, layer]
  changed()
  return () => {
    layers = layers.toSpliced(layers.indexOf(layer), 1)
    changed()
  }
}

/** The innermost open handler that a press reaches, if any. Bare characters belong to whoever types. */
export function handlerFor(press: Press, typing: boolean): ActionHandler | undefined {
  const digit = digitOf(press)
  const fits = registrations.filter(registration => {
    const chord = actionRow(registration.id).key
    if (!reachable(registration) || !matches(chord, press)) return false
    if (isBareCharacter(chord) && typing) return false
    return !chord.endsWith('Digit') || (digit ?? 0) <= registration.digits
  })
  const top = Math.max(...fits.map(registration => registration.layer))
  return fits.findLast(registration => registration.layer === top)?.handle
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** Listens on the window, before any field does. Called once, at start. */
export function listenForKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const handle = handlerFor(event, isTyping(event.target))
    if (!handle) return
    event.preventDefault()
    event.stopPropagation()
    // A key held down must not commit twice.
    if (!event.repeat) handle(digitOf(event))
  }
  window.addEventListener('keydown', onKeyDown, true)
  return () => window.removeEventListener('keydown', onKeyDown, true)
}

/**
 * Gives an action its work while this component is on screen. The innermost one wins; in a dialog only the dialog's own work.
 * @param options.digits for a family of keys such as Alt+1 … Alt+9: how many are in use; the handler gets the digit
 */
export function useAction(
  id: ActionId,
  handler: ActionHandler,
  options: { readonly enabled?: boolean; readonly digits?: number } = {},
): void {
  const layer = useContext(KeyLayerContext)
  const latest = useRef(handler)
  const { enabled = true, digits = 9 } = options
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => {
    if (!enabled) return undefined
    return register({ id, layer, digits, handle: digit => latest.current(digit) })
  }, [id, layer, digits, enabled])
}

/** The actions that keys reach now; the key strip shows them. */
export const useUsableActions = (): readonly Usable[] =>
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => usable,
  )
