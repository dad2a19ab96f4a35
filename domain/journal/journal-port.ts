/**
 * What the exchange asks of a place that keeps journals: memory in the simulation, SQLite on a PC, PostgreSQL at HQ.
 *
 * The journal of a device is a tree: one chain as a rule, and after a fork branches that share their beginning. A branch
 * keeps only its own entries; those before its first are found through `before`.
 */
import type { HashedEntry } from './entry.ts'
import type { ChainPoint } from './seal.ts'
import type { Seal } from './types.ts'

export type Branch = {
  /** The device id for the branch held first, else `device~…`. */
  readonly name: string
  readonly device: string
  /** Its first own seq: 1, or the seq at which it left another branch. */
  readonly first: number
  /** Hash of the entry before its first. */
  readonly before: string
  /** Its newest entry. */
  readonly head: ChainPoint
}

export type JournalPort = {
  /** All branches, or those of one device. */
  readonly branches: (device?: string) => readonly Branch[]
  /** Hash of a branch's own entry, `undefined` when it has none with this seq. */
  readonly hashAt: (branch: string, seq: number) => string | undefined
  /** Own entries of a branch with `after < seq <= upTo`, in order. */
  readonly read: (branch: string, after: number, upTo: number) => readonly HashedEntry[]
  /** The branch's newest seal with `after < seq <= upTo`, else its oldest beyond `upTo`. */
  readonly sealNear: (branch: string, after: number, upTo: number) => Seal | undefined
  /** Appends to a branch, or begins it, and keeps the seal at its new head. One transaction. */
  readonly append: (branch: Omit<Branch, 'head'>, entries: readonly HashedEntry[], seal: Seal) => void
}
