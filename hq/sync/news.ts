/** Who waits for news of a clinic's journals, within this process. */
import type { VersionVector } from '../../domain/journal/types.ts'

type Listener = { readonly device: string; readonly tell: (vector: VersionVector) => void }

export type News = {
  readonly listen: (clinic: string, listener: Listener) => () => void
  /** Tells everybody but the device whose entries they are. */
  readonly tell: (clinic: string, vector: VersionVector, by?: string) => void
  /** Clinics for which somebody waits. */
  readonly clinics: () => readonly string[]
}

export function makeNews(): News {
  const waiting = new Map<string, Set<Listener>>()
  const told = new Map<string, string>()
  return {
    listen: (clinic, listener) => {
      const listeners = waiting.get(clinic) ?? new Set()
      waiting.set(clinic, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        waiting.delete(clinic)
        told.delete(clinic)
      }
    },
    tell: (clinic, vector, by) => {
      const listeners = waiting.get(clinic)
      const text = JSON.stringify(vector)
      if (listeners === undefined || told.get(clinic) === text) return
      told.set(clinic, text)
      for (const { device, tell } of listeners) if (device !== by) tell(vector)
    },
    clinics: () => [...waiting.keys()],
  }
}
