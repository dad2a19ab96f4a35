/** Values that are missing here although no redaction explains it, see `domain/journal/heal.ts`. */
import { ok, type Outcome } from '../domain/errors.ts'
import { entryText, type HeldEntry } from '../domain/journal/entry.ts'
import { lacksValues, takeValues, type EntryAt } from '../domain/journal/heal.ts'
import { redactEntry } from '../domain/journal/redact.ts'
import { DOOR } from './ddl.ts'
import { setDoor, transaction, type Engine } from './engine.ts'
import { beginFolding, type Folding } from './fold-into.ts'
import { markAll } from './fold-rulings.ts'
import { journalPort } from './journal-port.ts'
import { entriesOf, entryAt, rowOfHash } from './journal-rows.ts'
import { sha256 } from './node-crypto.ts'
import type { OpenStore } from './open-store.ts'

/** Entries to ask for, at most `limit`. A record with a change that was erased is always an irregular one. */
export function entriesLackingValues({ engine }: OpenStore, limit: number): readonly EntryAt[] {
  const { read, state } = engine
  const lacking = new Map<string, EntryAt>()
  for (const key of state.irregular) {
    const [, id = ''] = key.split('\n')
    for (const { entry, hash } of entriesOf(read, '', 'record', id)) {
      if (!lacksValues({ entry, hash }, state.redactedUpTo)) continue
      lacking.set(hash, { device: entry.device, seq: entry.seq, hash })
      if (lacking.size >= limit) return [...lacking.values()]
    }
  }
  return [...lacking.values()]
}

/** Puts values back that somebody else has, when their hashes prove them. Answers how many entries it mended. */
export function mendEntries(
  store: OpenStore,
  asked: readonly EntryAt[],
  offered: readonly HeldEntry[],
): Outcome<number> {
  const { engine } = store
  let tables: readonly string[] = []
  const mended = store.guarded(() =>
    ok(
      transaction(engine, () => {
        const folding = beginFolding(engine)
        const pairs = asked.flatMap(at => offered.filter(isOf(at)).map(entry => [at, entry] as const))
        const count = pairs.filter(([at, entry]) => mend(engine, at, entry, folding.mark)).length
        tables = folding.finish()
        return { keep: true, result: count }
      }),
    ),
  )
  store.tell(tables)
  return mended
}

const isOf =
  ({ device, seq }: EntryAt) =>
  (entry: HeldEntry): boolean =>
    entry.device === device && entry.seq === seq

function mend(engine: Engine, { hash }: EntryAt, offered: HeldEntry, mark: Folding['mark']): boolean {
  const { write, state } = engine
  const n = rowOfHash(write, hash)
  const whole = n === undefined ? undefined : takeValues(sha256, journalPort(engine), entryAt(write, n), offered)
  if (n === undefined || whole === undefined) return false
  const kept = redactEntry(sha256, { entry: whole, hash }, state.redactedUpTo)
  setDoor(engine, DOOR.refold)
  write.run('UPDATE journal SET entry = ? WHERE n = ?', entryText(kept), n)
  setDoor(engine, DOOR.open)
  markAll(engine, n, mark)
  return true
}
