/** Keys that come by another way than the journal: from an enrolment, or as headquarters'. */
import { transaction } from './engine.ts'
import { beginFolding } from './fold-into.ts'
import { takeRulings } from './fold-rulings.ts'
import { readRow, type JournalRow } from './journal-rows.ts'
import type { OpenStore } from './open-store.ts'

export type TrustedDevice = {
  readonly device: string
  /** Ed25519, 64 hexadecimal digits. */
  readonly publicKey: string
  /** Whether its rulings and redactions count. */
  readonly hq: boolean
}

/** Takes a device's key as its own. Of a device that turns out to be headquarters, the entries held are heard again. */
export function trustDevice({ engine, tell }: OpenStore, { device, publicKey, hq }: TrustedDevice): void {
  if (!/^[0-9a-f]{64}$/.test(publicKey)) throw new RangeError('a public key is 64 hexadecimal digits')
  const wasHq = engine.state.keys.get(device)?.hq === true
  const tables = transaction(engine, () => {
    const { write, state } = engine
    write.run(
      `INSERT INTO deviceKey (device, publicKey, hq) VALUES (?, ?, ?)
         ON CONFLICT (device) DO UPDATE SET publicKey = excluded.publicKey, hq = excluded.hq`,
      device,
      publicKey,
      hq ? 1 : 0,
    )
    state.keys.set(device, { publicKey, hq })
    const folding = beginFolding(engine)
    if (hq && !wasHq) {
      const held = write.all<JournalRow>(
        'SELECT j.n, j.hash, j.entry FROM journal j JOIN branch b ON b.n = j.branch WHERE b.device = ? ORDER BY j.n',
        device,
      )
      for (const row of held) takeRulings(engine, readRow(row), folding.mark)
    }
    return { keep: true, result: folding.finish() }
  })
  tell(tables)
}
