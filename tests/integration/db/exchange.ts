/** Stores that talk: pages pulled from one are applied to the other. */
import { pull } from '../../../domain/journal/exchange.ts'
import { trailOf } from '../../../domain/journal/lineage.ts'
import type { Page } from '../../../domain/journal/seal.ts'
import type { Outcome } from '../../../domain/errors.ts'
import { stateHash } from '../../../domain/journal/registry.ts'
import { journalPort } from '../../../db/journal-port.ts'
import { sha256 } from '../../../db/node-crypto.ts'
import type { OpenStore } from '../../../db/open-store.ts'
import { stateRows } from '../../../db/state-rows.ts'
import { trustDevice } from '../../../db/trust-device.ts'
import type { ApplyResult } from '../../../db/types.ts'

/** As an enrolment at headquarters would: each knows the other's key. */
export function acquaint(...stores: readonly OpenStore[]): void {
  for (const one of stores) {
    for (const other of stores) {
      const { device, publicKey } = other.engine.state.self
      if (one !== other) trustDevice(one, { device, publicKey, hq: false })
    }
  }
}

/** What `to` lacks of what `from` holds. */
export function pagesFor(from: OpenStore, to: OpenStore, limit = 100_000): readonly Page[] {
  from.seal()
  const trails = Object.fromEntries(
    [...new Set(Object.keys(to.vector()).map(name => name.slice(0, 36)))].map(device => [
      device,
      trailOf(journalPort(to.engine), device),
    ]),
  )
  return pull(journalPort(from.engine), { vector: to.vector(), trails }, limit).pages
}

export function send(from: OpenStore, to: OpenStore): Outcome<ApplyResult> {
  return to.apply(pagesFor(from, to))
}

/** Until nobody has anything that another lacks. */
export function level(...stores: readonly OpenStore[]): void {
  for (let moved = true; moved;) {
    moved = false
    for (const from of stores) {
      for (const to of stores) {
        if (from === to) continue
        const sent = send(from, to)
        if (sent.ok && sent.value.applied > 0) moved = true
      }
    }
  }
}

export const stateOf = (store: OpenStore): string => stateHash(sha256, stateRows(store.engine))
