/**
 * Version vectors: per device, the highest seq held without a gap and its hash. A filed branch of a forked journal has
 * its own name, `device~` and the first 8 digits of the hash of its first entry.
 */
import { ok, refuse, type Outcome } from '../errors.ts'
import type { ChainPoint } from './seal.ts'
import type { VersionVector } from './types.ts'

/** The device that wrote a branch. */
export function deviceOf(branch: string): string {
  return branch.slice(0, 36)
}

export function branchName(device: string, firstHash: string): string {
  return `${device}~${firstHash.slice(0, 8)}`
}

/** Per branch the further of both. Of a fork at one seq the greater hash, so that merging has one result. */
export function mergeVectors(a: VersionVector, b: VersionVector): VersionVector {
  const merged: Record<string, ChainPoint> = { ...a }
  for (const [name, point] of Object.entries(b)) {
    const known = merged[name]
    if (known === undefined || isBefore(known, point)) merged[name] = point
  }
  return merged
}

function isBefore(a: ChainPoint, b: ChainPoint): boolean {
  return a.seq === b.seq ? a.hash < b.hash : a.seq < b.seq
}

/** What `mine` lacks of `theirs`: per branch the seq after which it has to be sent. */
export function lacks(mine: VersionVector, theirs: VersionVector): Readonly<Record<string, number>> {
  const missing: Record<string, number> = {}
  for (const [name, point] of Object.entries(theirs)) {
    const held = mine[name]?.seq ?? 0
    if (held < point.seq) missing[name] = held
  }
  return missing
}

/** Branches of which both hold the same seq with another hash: a restored backup or a cloned disk. */
export function forksBetween(a: VersionVector, b: VersionVector): readonly string[] {
  return Object.entries(a)
    .filter(([name, point]) => b[name]?.seq === point.seq && b[name].hash !== point.hash)
    .map(([name]) => name)
    .sort()
}

/** The vector after one more entry of a branch. Refuses with `gap` unless it is the next one. */
export function extendVector(vector: VersionVector, name: string, point: ChainPoint): Outcome<VersionVector> {
  const held = vector[name]?.seq ?? 0
  if (point.seq !== held + 1) return refuse('gap', { device: name, seq: held + 1 })
  return ok({ ...vector, [name]: { seq: point.seq, hash: point.hash } })
}
