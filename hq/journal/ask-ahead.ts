/**
 * The exchange asks a journal and is answered at once; a database answers later. So what is asked and not here yet ends
 * the question, is fetched, and the question is asked again: it is pure, and comes to the same point with one answer more.
 */
import type { HashedEntry } from '../../domain/journal/entry.ts'
import type { Branch, JournalPort } from '../../domain/journal/journal-port.ts'
import type { Seal } from '../../domain/journal/types.ts'
import type { JournalReads } from './journal-store.ts'

export type AskedJournal = {
  /** `question` may run several times. */
  readonly ask: <T>(question: (port: JournalPort) => T) => Promise<T>
  /** What was appended in this transaction and is not written yet. */
  readonly branches: () => readonly Branch[]
}

/** How many hashes in a row are fetched where one was asked for. */
export type Reach = { readonly hashes: number }

class Missing extends Error {
  readonly fetch: () => Promise<void>

  constructor(fetch: () => Promise<void>) {
    super('not fetched yet')
    this.fetch = fetch
  }
}

export function askAhead(store: JournalReads, held: readonly Branch[], reach: Reach): AskedJournal {
  const branches = new Map(held.map(branch => [branch.name, branch]))
  const hashes = new Map<string, string | undefined>()
  const reads = new Map<string, readonly HashedEntry[]>()
  const seals = new Map<string, Seal | undefined>()

  const port: JournalPort = {
    branches: device => [...branches.values()].filter(each => device === undefined || each.device === device),
    hashAt: (name, seq) => {
      const branch = branches.get(name)
      if (branch === undefined || seq < branch.first || seq > branch.head.seq) return undefined
      if (seq === branch.head.seq) return branch.head.hash
      const place = `${name} ${seq}`
      if (hashes.has(place)) return hashes.get(place)
      throw new Missing(async () => {
        const last = Math.min(seq + reach.hashes - 1, branch.head.seq)
        const found = await store.hashes(name, seq, last)
        for (let each = seq; each <= last; each++) hashes.set(`${name} ${each}`, found.get(each))
      })
    },
    read: (name, after, upTo) => {
      const place = `${name} ${after} ${upTo}`
      const found = reads.get(place)
      if (found !== undefined) return found
      throw new Missing(async () => void reads.set(place, await store.read(name, after, upTo)))
    },
    sealNear: (name, after, upTo) => {
      if (after >= (branches.get(name)?.head.seq ?? 0)) return undefined
      const place = `${name} ${after} ${upTo}`
      if (seals.has(place)) return seals.get(place)
      throw new Missing(async () => void seals.set(place, await store.sealNear(name, after, upTo)))
    },
    append: (begin, entries) => {
      for (const { entry, hash } of entries) hashes.set(`${begin.name} ${entry.seq}`, hash)
      const last = entries.at(-1)
      if (last !== undefined) branches.set(begin.name, { ...begin, head: { seq: last.entry.seq, hash: last.hash } })
    },
  }
  return {
    ask: async question => {
      for (;;) {
        try {
          return question(port)
        } catch (error) {
          if (!(error instanceof Missing)) throw error
          await error.fetch()
        }
      }
    },
    branches: () => [...branches.values()],
  }
}
