/** The first moments of a device: its row of itself, its empty journal and its first entry. */
import { ok } from '../domain/errors.ts'
import { GENESIS } from '../domain/journal/entry.ts'
import { HLC_ZERO } from '../domain/journal/hlc.ts'
import { device } from '../domain/tables/people.ts'
import { hashKey } from './blob.ts'
import { writeOnce } from './door.ts'
import { transaction, type Engine } from './engine.ts'
import { newDeviceKeys } from './node-crypto.ts'
import { shapeHash, shapeTables, type Declared } from './shape.ts'
import type { Connection } from './sqlite.ts'

export type NewSelf = {
  readonly clinicId: string
  readonly deviceId: string
  readonly deviceCode: string
  readonly declared: Declared
}

/** Makes the declared tables and says whose database this is. One transaction. */
export function writeSelf(write: Connection, { clinicId, deviceId, deviceCode, declared }: NewSelf): void {
  const keys = newDeviceKeys()
  const before = hashKey(GENESIS)
  write.run('BEGIN IMMEDIATE')
  shapeTables(write, declared.tables)
  write.run(
    `INSERT INTO self (one, clinic, device, code, publicKey, privateKey, hlc, door, tables, shape)
       VALUES (1, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
    clinicId,
    deviceId,
    deviceCode,
    keys.publicKey,
    keys.privateKey,
    HLC_ZERO,
    declared.version,
    shapeHash(declared.tables),
  )
  write.run(
    'INSERT INTO branch (name, device, first, before, seq, hash) VALUES (?, ?, 1, ?, 0, ?)',
    deviceId,
    deviceId,
    before,
    before,
  )
  write.run('INSERT INTO deviceKey (device, publicKey, hq) VALUES (?, ?, 0)', deviceId, keys.publicKey)
  write.run('COMMIT')
}

/** The first entry of a device says its code and its key. */
export function introduceSelf(engine: Engine): void {
  if (!engine.registry.tables.has(device.name)) return
  const { self } = engine.state
  const { newId, clock } = engine.ports
  transaction(engine, () => {
    const { outcome } = writeOnce(
      engine,
      { actor: self.device, intent: newId() },
      tx => {
        tx.set(device, self.device, 'key', { code: self.code, publicKey: self.publicKey }, [])
        return ok(null)
      },
      clock(),
    )
    if (!outcome.ok) throw new Error(`a new device cannot introduce itself: ${outcome.code}`)
    return { keep: true, result: undefined }
  })
}
