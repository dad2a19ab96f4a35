/** The store of a clinic PC: made once by `createStore`, opened ever after by `openStore`. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { ok, refuse, type Outcome, type Refusal } from '../domain/errors.ts'
import { makeRegistry } from '../domain/journal/registry.ts'
import { deviceCodePattern } from '../domain/numbers.ts'
import { localTables, schemaVersion, syncedTables } from '../domain/tables/all.ts'
import { backupBeforeUpdate } from './backup-before-update.ts'
import { makeCheckpointer } from './checkpointer.ts'
import { followDeclarations } from './follow-declarations.ts'
import type { Engine, Ports } from './engine.ts'
import { makeIds } from './ids.ts'
import { hasOpenLog, setLeftoversAside } from './leftovers.ts'
import { machineId } from './machine.ts'
import { MEMORY } from './memory.ts'
import { migrate, versionOf } from './migrate.ts'
import { migrations } from './migrations/all.ts'
import { signerOf } from './node-crypto.ts'
import { openConnection, type OpenWith } from './open.ts'
import { openStoreOf, type OpenStore } from './open-store.ts'
import { probe } from './probe.ts'
import { randomPool } from './random-pool.ts'
import { makeReader } from './reader.ts'
import { makeGuardian, readingGuardian, refusalToOpen } from './read-only.ts'
import { renewDevice } from './renew-device.ts'
import { makeRowWriter } from './row-writer.ts'
import { checkSealFile, fingerprintOf, keyCheckOf, openSealFile, type SealFile } from './seal-file.ts'
import { introduceSelf, writeSelf, type NewSelf } from './self.ts'
import { shapeHash, type Declared } from './shape.ts'
import type { Connection } from './sqlite.ts'
import { loadState } from './state.ts'

export type OpenStoreWith = {
  /** Path of the database, or `MEMORY`. */
  readonly file: string
  /** 32 bytes as 64 hexadecimal digits. */
  readonly key: string
  /** Unix milliseconds. */
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly newId?: () => string
  /** What tells this machine from others, null when that cannot be told now; the operating system's own id unless given. */
  readonly machine?: string | null
  /** The tables of the store; the house's own unless a test brings others. */
  readonly declared?: Declared
}

export type CreateStoreWith = OpenStoreWith & {
  readonly clinicId: string
  /** Two characters from headquarters and two drawn at random. */
  readonly deviceCode: string
  readonly deviceId?: string
}

const house: Declared = { version: schemaVersion, tables: [...syncedTables, ...localTables] }

/** Makes the database of a PC. Refuses with `already-set-up` where a file is. */
export function createStore(how: CreateStoreWith): Outcome<OpenStore> {
  if (how.file !== MEMORY && existsSync(how.file)) return refuse('already-set-up')
  if (!deviceCodePattern.test(how.deviceCode)) throw new RangeError('a device code has 4 characters of A-Z and 0-9')
  if (how.file !== MEMORY) setLeftoversAside(how.file, how.clock())
  const ports = portsOf(how)
  const self = { ...how, declared: how.declared ?? house, deviceId: how.deviceId ?? ports.newId() }
  const write = how.file === MEMORY ? make(how, self) : makeWhole(how, self)
  const engine = makeEngine(how, { write, read: readerBeside(how, write) }, ports)
  introduceSelf(engine)
  return ok(openStoreOf(engine, makeGuardian(how.file), beginSealFile(how, engine, fingerprintHere(how))))
}

/**
 * Opens the database of a PC, after an update in its new form. A copied or restored database goes on as a new device.
 *
 * Refuses with `not-found`, `network-drive`, `not-a-database`, `wrong-key`, `damaged-file` or `newer-version`; the file is
 * then untouched. A disk that cannot be written is told with `disk-full` or `read-only`.
 */
export const openStore = (how: OpenStoreWith): Outcome<OpenStore> => opening(opened => openWatched(how, opened))

/**
 * Opens for reading what `openStore` refused with `read-only`, `disk-full` or `damaged-file`; that refusal stays the reason
 * why nothing is written. The file and its log stay byte for byte what they were. A copied database is read as
 * it is, for a new device begins with a write.
 *
 * Refuses as `openStore` does when the file cannot be read either, and with `because` when it was not brought to the
 * tables of this version yet.
 */
export const openStoreForReading = (how: OpenStoreWith, because: Refusal): Outcome<OpenStore> =>
  opening(opened => {
    const probed = probe(how.file, how.key, migrations.length)
    if (!probed.ok && probed.code !== 'damaged-file') return probed
    // A log that somebody left is played by every reader for itself; without one nothing but the file is looked at.
    const connection = openConnection({ ...how, readonly: true, frozen: !hasOpenLog(how.file) })
    opened.push(connection)
    const shape = connection.one<{ shape: string }>('SELECT shape FROM self')?.shape
    const current = versionOf(connection) === migrations.length && shape === shapeHash((how.declared ?? house).tables)
    if (!current) return because
    const engine = makeEngine(how, { write: connection, read: connection }, portsOf(how), opened)
    return ok(openStoreOf(engine, readingGuardian(because), undefined))
  })

type Closing = { close(): void }

/** Closes again what was opened when `work` refuses or throws, and tells a fault of disk or file as a refusal. */
function opening(work: (opened: Closing[]) => Outcome<OpenStore>): Outcome<OpenStore> {
  const opened: Closing[] = []
  const closeAll = (): void => {
    for (const each of opened.reverse()) each.close()
  }
  try {
    const store = work(opened)
    if (!store.ok) closeAll()
    return store
  } catch (error) {
    closeAll()
    const refusal = refusalToOpen(error)
    if (refusal === undefined) throw error
    return refusal
  }
}

function openWatched(how: OpenStoreWith, opened: Closing[]): Outcome<OpenStore> {
  const probed = probe(how.file, how.key, migrations.length)
  if (!probed.ok) return probed
  const write = openConnection(how)
  opened.push(write)
  const migrated = migrate(write, { migrations, backup: backupBeforeUpdate })
  if (!migrated.ok) return migrated
  const declared = how.declared ?? house
  const engine = followDeclarations(write, declared, () => {
    const read = readerBeside(how, write)
    opened.push(read)
    return makeEngine(how, { write, read }, portsOf(how), opened)
  })
  const fingerprint = fingerprintHere(how)
  const copied = checkSealFile(engine, fingerprint) !== undefined
  if (copied) renewDevice(engine)
  return ok(openStoreOf(engine, makeGuardian(how.file), beginSealFile(how, engine, fingerprint)))
}

function make(how: OpenWith, self: NewSelf): Connection {
  const write = openConnection(how)
  migrate(write, { migrations, backup: () => undefined })
  writeSelf(write, self)
  return write
}

/** Under another name until it is whole: after a crash there is a database of this name that opens, or none. */
function makeWhole(how: OpenWith, self: NewSelf): Connection {
  const making = `${how.file}.making`
  for (const left of [making, `${making}-wal`, `${making}-shm`]) rmSync(left, { force: true })
  make({ ...how, file: making }, self).close()
  renameSync(making, how.file)
  return openConnection(how)
}

function portsOf({ clock, random: source, newId }: OpenStoreWith): Ports {
  const random = randomPool(source)
  return { clock, random, newId: newId ?? makeIds(clock, random) }
}

function readerBeside(how: OpenStoreWith, write: Connection): Connection {
  return how.file === MEMORY ? write : openConnection({ ...how, readonly: true })
}

type Connections = Pick<Engine, 'write' | 'read'>

function makeEngine(how: OpenStoreWith, { write, read }: Connections, ports: Ports, opened: Closing[] = []): Engine {
  const { version, tables } = how.declared ?? house
  const registry = makeRegistry(version, tables)
  const state = loadState(write)
  const checkpointer = makeCheckpointer(write, how.key)
  opened.push(checkpointer)
  const engine: Engine = {
    file: how.file,
    key: how.key,
    write,
    read,
    registry,
    rows: new Map([...registry.tables.values()].map(table => [table.name, makeRowWriter(write, table)])),
    ports,
    checkpointer,
    state,
    sign: signerOf(state.self.privateKey),
    writeReader: makeReader(() => engine, write),
  }
  return engine
}

function fingerprintHere({ machine, file }: OpenStoreWith): string {
  return fingerprintOf(machine === undefined ? machineId() : machine, file)
}

/** Both slots, so that none of an earlier device stays. */
function beginSealFile(how: OpenStoreWith, engine: Engine, fingerprint: string): SealFile | undefined {
  if (how.file === MEMORY) return undefined
  const file = openSealFile(engine, fingerprint, keyCheckOf(how.key))
  try {
    file.write()
    file.write()
    return file
  } catch (error) {
    file.close()
    throw error
  }
}
