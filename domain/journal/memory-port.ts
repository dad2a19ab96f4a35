/** Journals kept in memory: for the simulation, and the measure for the SQL ports. */
import type { HashedEntry } from './entry.ts'
import type { Branch, JournalPort } from './journal-port.ts'
import type { Seal } from './types.ts'

type Kept = Omit<Branch, 'head'> & { readonly entries: HashedEntry[]; readonly seals: Seal[] }

export function memoryPort(): JournalPort {
  const kept = new Map<string, Kept>()
  const headOf = ({ entries, first, before }: Kept): Branch['head'] => {
    const last = entries.at(-1)
    return last === undefined ? { seq: first - 1, hash: before } : { seq: last.entry.seq, hash: last.hash }
  }
  const describe = (branch: Kept): Branch => {
    const { name, device, first, before } = branch
    return { name, device, first, before, head: headOf(branch) }
  }
  return {
    branches: device => [...kept.values()].filter(each => device === undefined || each.device === device).map(describe),
    hashAt: (name, seq) => {
      const branch = kept.get(name)
      return branch?.entries[seq - branch.first]?.hash
    },
    read: (name, after, upTo) => {
      const branch = kept.get(name)
      if (branch === undefined) return []
      return branch.entries.slice(Math.max(0, after + 1 - branch.first), Math.max(0, upTo + 1 - branch.first))
    },
    sealNear: (name, after, upTo) => {
      const beyond = kept.get(name)?.seals.filter(seal => seal.seq > after) ?? []
      return beyond.findLast(seal => seal.seq <= upTo) ?? beyond[0]
    },
    append: ({ name, device, first, before }, entries, seal) => {
      const branch = kept.get(name) ?? { name, device, first, before, entries: [], seals: [] }
      for (const each of entries) {
        if (each.entry.seq !== headOf(branch).seq + 1)
          throw new Error(`entry ${each.entry.seq} is not the next of ${name}`)
        branch.entries.push(each)
      }
      branch.seals.push(seal)
      kept.set(name, branch)
    },
  }
}
