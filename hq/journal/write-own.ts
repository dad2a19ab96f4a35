/** Headquarters' own entries in a clinic's stream: it is a device like any other. */
import { hashEntry, GENESIS, type HashedEntry } from '../../domain/journal/entry.ts'
import { tick } from '../../domain/journal/hlc.ts'
import type { Branch } from '../../domain/journal/journal-port.ts'
import { makeSeal, type Sign } from '../../domain/journal/seal.ts'
import type { Change, Entry, Seal } from '../../domain/journal/types.ts'
import { sha256 } from '../ed25519.ts'

/** HQ as a device of one clinic. */
export type HqDevice = { readonly clinic: string; readonly device: string; readonly sign: Sign }

export type Ports = {
  /** Unix milliseconds. */
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly newId: () => string
}

export type OwnEntry = { readonly branch: Omit<Branch, 'head'>; readonly held: HashedEntry; readonly seal: Seal }

/** The next entry of HQ's branch, sealed at once. `hlc` is the greatest clock seen. */
export function nextOwn(
  hq: HqDevice,
  ports: Ports,
  from: { readonly branch: Branch | undefined; readonly hlc: string },
  what: { readonly actor: string; readonly changes: readonly Change[]; readonly schema: number },
): OwnEntry {
  const { clinic, device } = hq
  const branch = from.branch ?? { name: device, device, first: 1, before: GENESIS, head: { seq: 0, hash: GENESIS } }
  const wallMs = ports.clock()
  const entry: Entry = {
    actor: what.actor,
    at: new Date(wallMs).toISOString(),
    changes: what.changes,
    clinic,
    device,
    hlc: tick(from.hlc, wallMs),
    intent: ports.newId(),
    salt: Buffer.from(ports.random(16)).toString('hex'),
    schema: what.schema,
    seq: branch.head.seq + 1,
  }
  const held = { entry, hash: hashEntry(sha256, branch.head.hash, entry) }
  return { branch, held, seal: makeSeal(hq.sign, clinic, device, { seq: entry.seq, hash: held.hash }) }
}
