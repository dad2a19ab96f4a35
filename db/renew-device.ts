/**
 * The same PC as a new device: another id, key and series code. A journal that was restored or copied must not be gone on
 * with, for the original may have gone further; what is here stays and is the beginning.
 */
import { GENESIS } from '../domain/journal/entry.ts'
import { ok } from '../domain/errors.ts'
import { introductionText } from '../domain/sync/protocol.ts'
import { device } from '../domain/tables/people.ts'
import { hashKey } from './blob.ts'
import { freeDeviceCode } from './device-code.ts'
import { writeOnce } from './door.ts'
import { transaction, type Engine } from './engine.ts'
import { newDeviceKeys, signerOf } from './node-crypto.ts'
import { loadState } from './state.ts'

/** One transaction: who this PC is, its empty journal, and the first entry, which the old key vouches for. */
export function renewDevice(engine: Engine): void {
  transaction(engine, () => {
    const { write, ports, state, sign } = engine
    const old = state.self
    const keys = newDeviceKeys()
    const id = ports.newId()
    const code = newCode(engine)
    const signature = sign(introductionText(old.clinic, id, code, keys.publicKey))
    write.run(
      'INSERT INTO deviceKey (device, publicKey, hq, introducedBy) VALUES (?, ?, 0, ?)',
      id,
      keys.publicKey,
      old.device,
    )
    beginOwnJournal(engine, id)
    write.run(
      'UPDATE self SET device = ?, code = ?, publicKey = ?, privateKey = ?',
      id,
      code,
      keys.publicKey,
      keys.privateKey,
    )
    engine.state = loadState(write)
    engine.sign = signerOf(keys.privateKey)
    const name = write.one<{ name: string | null }>('SELECT name FROM device WHERE id = ?', old.device)?.name ?? null
    const written = writeOnce(
      engine,
      { actor: id, intent: ports.newId() },
      tx => {
        tx.set(device, id, 'key', { code, publicKey: keys.publicKey }, [])
        tx.set(device, id, 'introduction', { introducedBy: old.device, introduction: signature }, [])
        if (name !== null) tx.set(device, id, 'name', { name }, [])
        return ok(null)
      },
      ports.clock(),
    )
    if (!written.outcome.ok) throw new Error(`a new device cannot introduce itself: ${written.outcome.code}`)
    return { keep: true, result: undefined }
  })
}

function beginOwnJournal({ write }: Engine, id: string): void {
  const before = hashKey(GENESIS)
  write.run(
    'INSERT INTO branch (name, device, first, before, seq, hash) VALUES (?, ?, 1, ?, 0, ?)',
    id,
    id,
    before,
    before,
  )
}

function newCode({ write, ports, state }: Engine): string {
  const taken = new Set(write.all<{ code: string | null }>('SELECT code FROM device').flatMap(row => row.code ?? []))
  taken.add(state.self.code)
  return freeDeviceCode(state.self.code, taken, ports.random)
}
