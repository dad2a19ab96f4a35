/** What must hold after a kill: each sentence that does not is returned. */
import { randomFrom } from '../../db/node-crypto.ts'
import { openStore } from '../../db/store.ts'
import type { Store } from '../../db/types.ts'
import { verifyChain } from '../../db/verify-chain.ts'
import { documentNumberPattern } from '../../domain/numbers.ts'
import type { Promised } from './workload.ts'

export type Acknowledged = { readonly intent: string; readonly promised: Promised }

export async function inspect(
  file: string,
  key: string,
  deviceId: string,
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> {
  const opened = openStore({ file, key, clock: Date.now, random: randomFrom })
  if (!opened.ok) return [`the store does not open: ${opened.code}`]
  const store = opened.value
  try {
    const faults: string[] = []
    if (store.deviceId !== deviceId) faults.push('the PC took itself for a copy and goes on as a new device')
    faults.push(...integrity(store), ...notWhole(store), ...lost(store, acknowledged), ...gaps(store))
    const chain = await verifyChain(store.read)
    if (chain.fault !== undefined) faults.push(`entry ${chain.fault.seq}: ${chain.fault.detail}`)
    return faults
  } finally {
    store.close()
  }
}

function integrity(store: Store): readonly string[] {
  return store.read
    .all<{ integrity_check: string }>('PRAGMA integrity_check')
    .map(row => row.integrity_check)
    .filter(text => text !== 'ok')
    .map(text => `integrity_check: ${text}`)
}

/** Documents that are there in part: an entry came into the tables whole, or not at all. */
function notWhole(store: Store): readonly string[] {
  return store.read
    .all<{ number: string }>(
      `SELECT i.number FROM invoice i WHERE
         (SELECT count(*) FROM invoiceLine l WHERE l.invoiceId = i.id) <> 3 OR
         (SELECT count(*) FROM payment p WHERE p.invoiceId = i.id) <> 1`,
    )
    .map(row => `document ${row.number} is there in part`)
}

/** Only the newest note of a patient is in the row, but every promised entry is in the journal. */
function lost(store: Store, acknowledged: readonly Acknowledged[]): readonly string[] {
  const faults: string[] = []
  const newestNote = new Map<string, string>()
  for (const { intent, promised } of acknowledged) {
    const kept = store.read.one('SELECT 1 FROM intent WHERE intent = unhex(?)', intent.replaceAll('-', ''))
    if (kept === undefined) faults.push(`an acknowledged commit is lost: ${promised.kind} ${promised.id}`)
    if (promised.kind === 'edited') newestNote.set(promised.id, promised.note)
    if (promised.kind === 'registered') {
      const row = store.read.one<{ name: string }>('SELECT name FROM patient WHERE id = ?', promised.id)
      if (row?.name !== promised.name) faults.push(`patient ${promised.name} is not there`)
    }
    if (promised.kind === 'billed') {
      const row = store.read.one<{ number: string; receipt: string }>(
        'SELECT i.number, p.number AS receipt FROM invoice i JOIN payment p ON p.invoiceId = i.id WHERE i.id = ?',
        promised.id,
      )
      const good = row?.number === promised.number && row.receipt === promised.receipt
      if (!good) faults.push(`document ${promised.number} is not there`)
    }
  }
  for (const [id, note] of newestNote) {
    const row = store.read.one<{ note: string }>('SELECT note FROM patient WHERE id = ?', id)
    // One commit may have reached the disk and not its acknowledgement: then a later note stands.
    if (row === undefined || stepOf(row.note) < stepOf(note)) faults.push(`an edit of patient ${id} is lost`)
  }
  return faults
}

/** `seen SEED-STEP`; steps of one round rise. A note of a later round is newer as well. */
function stepOf(note: string): number {
  const [, seed = '0', step = '0'] = /^seen (\d+)-(\d+)$/.exec(note) ?? []
  return Number(seed) * 1e6 + Number(step)
}

function gaps(store: Store): readonly string[] {
  const numbers = store.read.all<{ number: string }>('SELECT number FROM invoice UNION ALL SELECT number FROM payment')
  const bySeries = new Map<string, number[]>()
  for (const { number } of numbers) {
    if (!documentNumberPattern.test(number)) return [`${number} is no document number`]
    const [series = '', count = ''] = number.split('/')
    bySeries.set(series, [...(bySeries.get(series) ?? []), Number(count)])
  }
  return [...bySeries].flatMap(([series, counts]) => {
    const missing = counts.sort((a, b) => a - b).findIndex((count, index) => count !== index + 1)
    return missing === -1 ? [] : [`series ${series} has a gap or a double at ${missing + 1}`]
  })
}
