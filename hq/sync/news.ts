/** Who waits for news of a clinic's journals, within this process. */
import type { VersionVector } from '../../domain/journal/types.ts'

type Listener = { readonly device: string; readonly tell: (vector: VersionVector) => void }

export type Line = {
  /** Tells this one alone, whatever it heard before. */
  readonly tell: (vector: VersionVector) => void
  readonly leave: () => void
}

/** What a device has just given: it needs no news of that. */
export type Given = { readonly device: string; readonly heads: VersionVector }

export type News = {
  readonly listen: (clinic: string, listener: Listener) => Line
  /** Tells everybody who has neither heard of all of this nor given it. */
  readonly tell: (clinic: string, vector: VersionVector, given?: Given) => void
  /** Clinics for which somebody waits. */
  readonly clinics: () => readonly string[]
}

type Waiting = Listener & { known: VersionVector }

export function makeNews(): News {
  const waiting = new Map<string, Set<Waiting>>()
  return {
    listen: (clinic, listener) => {
      const line: Waiting = { ...listener, known: {} }
      const lines = waiting.get(clinic) ?? new Set()
      waiting.set(clinic, lines.add(line))
      return {
        tell: vector => say(line, vector),
        leave: () => {
          lines.delete(line)
          if (lines.size === 0 && waiting.get(clinic) === lines) waiting.delete(clinic)
        },
      }
    },
    tell: (clinic, vector, given) => {
      for (const line of waiting.get(clinic) ?? []) {
        if (line.device === given?.device) line.known = together(line.known, given.heads)
        if (!covers(line.known, vector)) say(line, vector)
      }
    },
    clinics: () => [...waiting.keys()],
  }
}

function say(line: Waiting, vector: VersionVector): void {
  line.known = together(line.known, vector)
  line.tell(vector)
}

/** A branch only grows. */
const covers = (known: VersionVector, vector: VersionVector): boolean =>
  Object.entries(vector).every(([branch, { seq }]) => (known[branch]?.seq ?? 0) >= seq)

function together(known: VersionVector, vector: VersionVector): VersionVector {
  const newer = Object.entries(vector).filter(([branch, { seq }]) => (known[branch]?.seq ?? 0) < seq)
  return { ...known, ...Object.fromEntries(newer) }
}
