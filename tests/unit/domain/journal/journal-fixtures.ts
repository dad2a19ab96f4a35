/** Small journals for tests: one clinic, real SHA-256 and Ed25519. */
import { generateKeyPairSync, hash, sign as signBytes, verify as verifyBytes, type KeyObject } from 'node:crypto'
import { clockOf } from '../../../../domain/journal/clock.ts'
import { GENESIS, hashEntry, type HashedEntry, type HeldEntry, type Sha256 } from '../../../../domain/journal/entry.ts'
import type { GroupChange } from '../../../../domain/journal/fold.ts'
import { makeSeal, type ChainPoint, type Page, type Sign, type Verify } from '../../../../domain/journal/seal.ts'
import type { Change, Clock, Entry, JsonObject } from '../../../../domain/journal/types.ts'

export const sha256: Sha256 = text => hash('sha256', text)

/** A uuid that says what it is for: `uuid('d', 1)` is device 1. */
export function uuid(kind: string, n: number): string {
  return `0190c0de-0000-7000-8000-${kind.charCodeAt(0).toString(16).padStart(4, '0')}${n.toString(16).padStart(8, '0')}`
}

export const clinic = uuid('c', 1)

export function hlcAt(ms: number, counter = 0): string {
  return ms.toString(16).padStart(12, '0') + counter.toString(16).padStart(5, '0')
}

export const phone = (id: string, number: string, base: readonly Clock[] = []): Change => ({
  op: 'set',
  table: 'patient',
  id,
  group: 'phone',
  base,
  values: { phone: number },
})

export function entryOf(device: string, seq: number, changes: readonly Change[], header: Partial<Entry> = {}): Entry {
  return {
    actor: uuid('u', 1),
    at: '2026-11-22T09:30:00.000Z',
    changes,
    clinic,
    device,
    hlc: hlcAt(1_795_000_000_000 + seq),
    intent: uuid('i', seq),
    salt: sha256(`${device} ${seq} ${JSON.stringify(changes)}`).slice(0, 32),
    schema: 1,
    seq,
    ...header,
  }
}

/** Entries in a row, hashed from `from` on. */
export function chainOf(
  entries: readonly HeldEntry[],
  from: ChainPoint = { seq: 0, hash: GENESIS },
): readonly HashedEntry[] {
  let prev = from.hash
  return entries.map(entry => {
    prev = hashEntry(sha256, prev, entry)
    return { entry, hash: prev }
  })
}

export function clockIn(held: HashedEntry): Clock {
  return clockOf(held.entry.hlc, held.entry.device, held.hash)
}

export type Keys = { readonly signAs: (device: string) => Sign; readonly verify: Verify }

/** One key per device, made when it first signs; a device that never signed is unknown. */
export function deviceKeys(): Keys {
  const keys = new Map<string, { readonly publicKey: KeyObject; readonly privateKey: KeyObject }>()
  return {
    signAs: device => {
      const key = keys.get(device) ?? generateKeyPairSync('ed25519')
      keys.set(device, key)
      return text => signBytes(null, Buffer.from(text), key.privateKey).toString('hex')
    },
    verify: (device, text, signature) => {
      const key = keys.get(device)
      if (key === undefined) return undefined
      return verifyBytes(null, Buffer.from(text), key.publicKey, Buffer.from(signature, 'hex'))
    },
  }
}

export function pageOf(keys: Keys, after: ChainPoint, chain: readonly HashedEntry[]): Page {
  const last = chain.at(-1)
  if (last === undefined) throw new Error('a page has entries')
  const { device, seq } = last.entry
  return {
    device,
    after,
    entries: chain.map(held => held.entry),
    seal: makeSeal(keys.signAs(device), clinic, device, { seq, hash: last.hash }),
  }
}

/** A change as the fold reads it, with a short clock such as `a3`: only order and equality of clocks matter to the fold. */
export function change(
  clock: Clock,
  base: readonly Clock[],
  values: JsonObject | null,
  more: Partial<GroupChange> = {},
): GroupChange {
  return { clock, base, values, state: values === null ? 'redacted' : 'known', quarantined: false, ...more }
}
