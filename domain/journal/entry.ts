/**
 * An entry's hashes.
 *
 * The payload hash is taken over every change with its values replaced by their salted hash. So a holder that had to
 * erase values keeps their hash instead, and header, record, group and base of the erased change, and every change of
 * the entry that was not erased, are still proved by the writer's seal. See docs/decisions/0003-redaction.md.
 */
import { canonical } from './canonical.ts'
import type { AddChange, Change, Entry, EntryHeader, EntryPayload, Json, JsonObject, SetChange } from './types.ts'

/** SHA-256 of the UTF-8 bytes of a text, 64 hexadecimal digits. */
export type Sha256 = (text: string) => string

/** `prev` of a writer's first entry. */
export const GENESIS = '0'.repeat(64)

type RedactedAdd = Omit<AddChange, 'values'> & { readonly valuesHash: string }
type RedactedSet = Omit<SetChange, 'values'> & { readonly valuesHash: string }

/** What is left of an erased change: which record and group, on which base, and the hash that keeps the chain whole. */
export type RedactedChange = RedactedAdd | RedactedSet

/** A change of a redacted entry that was not erased, with its own salt. */
export type SaltedChange = Change & { readonly salt: string }

/** The entry's salt is gone with the erased values, or a phone number could be found again by trying all of them. */
export type RedactedPayload = { readonly changes: readonly (RedactedChange | SaltedChange)[] }
export type RedactedEntry = EntryHeader & RedactedPayload

/** An entry as a replica holds and serves it. */
export type HeldEntry = Entry | RedactedEntry
export type HeldChange = Change | SaltedChange | RedactedChange

/** An entry with its place in the chain proved. */
export type HashedEntry = { readonly entry: HeldEntry; readonly hash: string }

export function isRedacted(change: HeldChange): change is RedactedChange {
  return 'valuesHash' in change
}

/** The group that a change is of; a fact has one unnamed group. */
export function groupOf(change: HeldChange): string {
  return change.op === 'set' ? change.group : ''
}

/** The salt of the change at `index`, derived so that showing one tells nothing about the others. */
export function saltOf(sha256: Sha256, salt: string, index: number): string {
  return sha256(`${salt}/${index}`).slice(0, 32)
}

export function valuesHash(sha256: Sha256, salt: string, values: JsonObject): string {
  return sha256(salt + canonical(values))
}

export function payloadHash(sha256: Sha256, payload: EntryPayload | RedactedPayload): string {
  const skeletons = payload.changes.map((change, index) => {
    if (isRedacted(change)) return change
    return withoutValues(change, valuesHash(sha256, changeSalt(sha256, payload, change, index), change.values))
  })
  return sha256(canonical(skeletons satisfies Json))
}

/** The change in its redacted form; keys in canonical order. */
export function withoutValues(change: Change, hash: string): RedactedChange {
  const { id, table } = change
  if (change.op === 'add') return { id, op: 'add', table, valuesHash: hash }
  return { base: change.base, group: change.group, id, op: 'set', table, valuesHash: hash }
}

/** The salt under which the values of a change are hashed. */
export function changeSalt(
  sha256: Sha256,
  payload: EntryPayload | RedactedPayload,
  change: Change | SaltedChange,
  index: number,
): string {
  if ('salt' in change) return change.salt
  if ('salt' in payload) return saltOf(sha256, payload.salt, index)
  throw new Error('a change of a redacted entry has neither its salt nor the hash of its values')
}

/** The text whose hash is the entry's hash: header, payload hash and the hash of the writer's entry before. */
export function headerText(header: EntryHeader, prev: string, payload: string): string {
  const { actor, at, clinic, device, hlc, intent, schema, seq } = header
  return canonical({ actor, at, clinic, device, hlc, intent, payloadHash: payload, prev, schema, seq })
}

export function entryHash(sha256: Sha256, header: EntryHeader, prev: string, payload: string): string {
  return sha256(headerText(header, prev, payload))
}

/** The hash of an entry in its chain, from its content alone. */
export function hashEntry(sha256: Sha256, prev: string, entry: HeldEntry): string {
  return entryHash(sha256, entry, prev, payloadHash(sha256, entry))
}

/** A change with the canonical text of its values: made once, it serves the hash and the journal. */
export type WrittenChange = { readonly change: Change; readonly valuesText: string }

/** An entry that is written here, with the text in which it is kept and travels. */
export type WrittenEntry = { readonly entry: Entry; readonly hash: string; readonly text: string }

/** The same hash and text as `hashEntry` and `entryText` give, put together from texts that are there already. */
export function writeEntry(
  sha256: Sha256,
  prev: string,
  header: EntryHeader & Pick<EntryPayload, 'salt'>,
  written: readonly WrittenChange[],
): WrittenEntry {
  const { actor, at, clinic, device, hlc, intent, salt, schema, seq } = header
  const changes: Change[] = []
  const texts: string[] = []
  const skeletons: string[] = []
  for (const [index, { change, valuesText }] of written.entries()) {
    const named = namesText(change)
    changes.push(change)
    texts.push(`${named},"values":${valuesText}}`)
    skeletons.push(`${named},"valuesHash":"${sha256(saltOf(sha256, salt, index) + valuesText)}"}`)
  }
  const before = canonical({ actor, at }).slice(0, -1)
  const after = canonical({ clinic, device, hlc, intent, salt, schema, seq }).slice(1)
  return {
    entry: { actor, at, changes, clinic, device, hlc, intent, salt, schema, seq },
    hash: entryHash(sha256, header, prev, sha256(`[${skeletons.join(',')}]`)),
    text: `${before},"changes":[${texts.join(',')}],${after}`,
  }
}

/** A change up to its values, which come last in canonical order, as their hash does. */
function namesText(change: Change): string {
  const { id, op, table } = change
  const names = op === 'add' ? { id, op, table } : { base: change.base, group: change.group, id, op, table }
  return canonical(names).slice(0, -1)
}

/** The bytes that are kept and that travel: canonical JSON of the whole entry. */
export function entryText(entry: HeldEntry): string {
  return canonical(entry satisfies Json)
}
