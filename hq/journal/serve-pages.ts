/** What a replica lacks of what headquarters holds. */
import type { HeldEntry } from '../../domain/journal/entry.ts'
import { pull, vectorOfBranches, type Pulled, type Want } from '../../domain/journal/exchange.ts'
import { entriesAt, type EntryAt } from '../../domain/journal/heal.ts'
import type { VersionVector } from '../../domain/journal/types.ts'
import { askAhead } from './ask-ahead.ts'
import type { JournalReads } from './journal-store.ts'

/** Points that are asked for lie far apart. */
const REACH = { hashes: 1 }

/** `hqDevice` writes the journal that goes first, for it brings the keys of the others. */
export async function servePull(
  store: JournalReads,
  want: Want,
  { limit, hqDevice }: { readonly limit: number; readonly hqDevice: string },
): Promise<Pulled> {
  const journal = askAhead(store, await store.branches(), REACH)
  return journal.ask(port => pull(port, want, limit, hqDevice))
}

export async function serveValues(store: JournalReads, asked: readonly EntryAt[]): Promise<readonly HeldEntry[]> {
  const journal = askAhead(store, await store.branches(), REACH)
  return (await journal.ask(port => entriesAt(port, asked))).map(held => held.entry)
}

export async function serveVector(store: JournalReads): Promise<VersionVector> {
  return vectorOfBranches(await store.branches())
}
