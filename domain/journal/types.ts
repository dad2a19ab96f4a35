/**
 * The words of the journal. An entry is one local transaction; its changes are facts added and whole field groups set.
 */

/** `hlc-device-hash16`, fixed width, byte-sortable: the total order of changes. See docs/decisions/0002-clock-text.md. */
export type Clock = string

/** The JSON values that a column can hold. Numbers are safe integers. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

export type AddChange = { readonly op: 'add'; readonly table: string; readonly id: string; readonly values: JsonObject }

export type SetChange = {
  readonly op: 'set'
  readonly table: string
  readonly id: string
  readonly group: string
  /** The clocks of this group's values that the person's screen showed; empty for a new record. */
  readonly base: readonly Clock[]
  readonly values: JsonObject
}

export type Change = AddChange | SetChange

export type EntryHeader = {
  readonly clinic: string
  readonly device: string
  /** The writer's own gapless counter, from 1. */
  readonly seq: number
  /** 17 hexadecimal digits: 48-bit milliseconds and a 20-bit counter. */
  readonly hlc: string
  /** Wall clock, UTC ISO text, as people are shown. */
  readonly at: string
  readonly actor: string
  /** UUIDv7 of what the user meant. */
  readonly intent: string
  readonly schema: number
}

export type EntryPayload = {
  /** 16 random bytes as 32 hexadecimal digits. */
  readonly salt: string
  readonly changes: readonly Change[]
}

/** What travels. `prev` and `hash` do not: the receiver computes them and the seal proves them. */
export type Entry = EntryHeader & EntryPayload

export type Seal = {
  readonly device: string
  readonly seq: number
  readonly hash: string
  /** Ed25519 over the canonical JSON of `[clinic, device, seq, hash]`, 128 hexadecimal digits. */
  readonly signature: string
}

/** Per device: the highest seq held without a gap, and its hash. */
export type VersionVector = Readonly<Record<string, { readonly seq: number; readonly hash: string }>>
