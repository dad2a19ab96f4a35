/**
 * The proof that nobody changed the journal: every entry is hashed again from what is kept, along each writer's chain, and
 * every seal is checked with its writer's key.
 */
import { GENESIS, hashEntry, type HeldEntry } from '../domain/journal/entry.ts'
import { verifySeal } from '../domain/journal/seal.ts'
import { sha256, verifierOf } from './node-crypto.ts'
import type { Reader } from './types.ts'

export type ChainFault = { readonly device: string; readonly seq: number; readonly detail: string }

export type ChainReport = {
  readonly entries: number
  readonly devices: number
  readonly seals: number
  /** The first fault of the first broken chain; undefined when everything is as it was written. */
  readonly fault: ChainFault | undefined
}

export type ChainProgress = (done: number, total: number) => void

type Branch = { n: number; name: string; device: string; first: number; before: string; seq: number; hash: string }
type SealRow = { seq: number; hash: string; signature: string }

/** Between two pages of this many entries others get their turn. */
const PAGE = 2000

/**
 * Reads the journal up to where each chain ends as it begins; what is written meanwhile is left for the next time. Changes
 * nothing.
 */
export async function verifyChain(
  reader: Pick<Reader, 'all' | 'one'>,
  onProgress: ChainProgress = () => undefined,
): Promise<ChainReport> {
  const clinic = reader.one<{ clinic: string }>('SELECT clinic FROM self')?.clinic ?? ''
  const newest = reader.one<{ n: number | null }>('SELECT max(n) AS n FROM journal')?.n ?? 0
  const branches = reader.all<Branch>(
    'SELECT n, name, device, first, lower(hex(before)) AS before, seq, lower(hex(hash)) AS hash FROM branch ORDER BY n',
  )
  const total = reader.one<{ count: number }>('SELECT count(*) AS count FROM journal WHERE n <= ?', newest)?.count ?? 0
  const devices = new Set(branches.map(branch => branch.device)).size
  let entries = 0
  let seals = 0
  for (const branch of branches) {
    const chain = beginChain(reader, clinic, branch)
    for (;;) {
      const step = chain.next()
      if (step.done === true) {
        seals += step.value.seals
        if (step.value.fault !== undefined) return { entries, devices, seals, fault: step.value.fault }
        break
      }
      entries += step.value
      onProgress(entries, total)
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  const stray = total - entries
  const fault = stray === 0 ? undefined : { device: '', seq: 0, detail: `${stray} entries belong to no chain` }
  return { entries, devices, seals, fault }
}

/** Yields the number of entries of each page; returns the first fault. */
function* beginChain(
  reader: Pick<Reader, 'all' | 'one'>,
  clinic: string,
  branch: Branch,
): Generator<number, { readonly seals: number; readonly fault: ChainFault | undefined }> {
  const faultAt = (seq: number, detail: string) => ({ seals, fault: { device: branch.device, seq, detail } })
  const publicKey = reader.one<{ publicKey: string }>(
    'SELECT publicKey FROM deviceKey WHERE device = ?',
    branch.device,
  )?.publicKey
  const verify = (_device: string, text: string, signature: string) =>
    publicKey === undefined ? undefined : verifierOf(publicKey)(text, signature)
  let seals = 0
  let hash = branch.first === 1 ? GENESIS : branch.before
  let seq = branch.first - 1
  while (seq < branch.seq) {
    const rows = reader.all<{ seq: number; hash: string; entry: string }>(
      `SELECT seq, lower(hex(hash)) AS hash, entry FROM journal
         WHERE branch = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ${PAGE}`,
      branch.n,
      seq,
      branch.seq,
    )
    if (rows.length === 0) return faultAt(seq + 1, 'the entry is missing')
    const sealed = new Map(sealsBetween(reader, branch, seq, rows.at(-1)?.seq ?? seq).map(seal => [seal.seq, seal]))
    for (const row of rows) {
      seq += 1
      if (row.seq !== seq) return faultAt(seq, 'the entry is missing')
      const entry = readEntry(row.entry)
      if (entry === undefined) return faultAt(seq, 'the entry cannot be read')
      if (entry.device !== branch.device || entry.seq !== seq || entry.clinic !== clinic) {
        return faultAt(seq, 'the entry is of another place')
      }
      hash = hashEntry(sha256, hash, entry)
      if (hash !== row.hash) return faultAt(seq, 'the entry is not what was written')
      const seal = sealed.get(seq)
      if (seal === undefined) continue
      const good = seal.hash === hash && verifySeal(verify, clinic, { ...seal, device: branch.device }).ok
      if (!good) return faultAt(seq, 'the seal does not fit')
      seals += 1
    }
    yield rows.length
  }
  return hash === branch.hash ? { seals, fault: undefined } : faultAt(seq, 'the chain ends elsewhere')
}

function sealsBetween(
  reader: Pick<Reader, 'all' | 'one'>,
  branch: Branch,
  after: number,
  upTo: number,
): readonly SealRow[] {
  return reader.all<SealRow>(
    `SELECT seq, lower(hex(hash)) AS hash, lower(hex(signature)) AS signature FROM seal
       WHERE branch = ? AND seq > ? AND seq <= ?`,
    branch.n,
    after,
    upTo,
  )
}

/** Undefined for text that is no entry: a damaged page can leave anything. */
function readEntry(text: string): HeldEntry | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isEntry = typeof value === 'object' && value !== null && 'changes' in value && Array.isArray(value.changes)
    return isEntry ? (value as HeldEntry) : undefined
  } catch {
    return undefined
  }
}
