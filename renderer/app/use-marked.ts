import { useState } from 'react'

export type Marked = {
  /** Where the mark is; 0 until it was moved. */
  readonly position: number
  readonly move: (by: 1 | -1) => void
  /** Back to the first, for another list. */
  readonly reset: () => void
}

/**
 * The mark of a list that a field above it moves, round the end. It stays with whom it was put on: a list that is read again
 * must not bring somebody else under it.
 */
export function useMarked(keys: readonly string[]): Marked {
  const [marked, mark] = useState<string | null>(null)
  const position = Math.max(marked === null ? 0 : keys.indexOf(marked), 0)
  return {
    position,
    move: by => mark(keys[(position + by + keys.length) % Math.max(keys.length, 1)] ?? null),
    reset: () => mark(null),
  }
}

/** Which way an arrow key moves a mark. */
export const stepOf = (key: string): 1 | -1 | undefined =>
  key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : undefined
