import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ErrorCode, ok, type Outcome, refuse } from '../domain/errors.ts'
import { refusalToOpen, unwritableDisk } from '../db/read-only.ts'
import { openStore, openStoreForReading, type OpenStoreWith } from '../db/store.ts'
import type { OpenStore } from '../db/open-store.ts'
import { hasCredentials } from '../db/queries/local.ts'
import { clinicRow } from '../db/queries/people.ts'
import { failInterruptedPrints } from './documents/interrupted-prints.ts'
import type { Desk, Place, Surroundings } from './desk.ts'
import { followHeadquarters } from './sync/follow-headquarters.ts'
import { linkOf } from './sync/link.ts'

export const databaseFile = (dataFolder: string): string => join(dataFolder, 'caresync.db')
export const backupFolder = (dataFolder: string): string => join(dataFolder, 'backups')
/** Copies that the PC makes by itself. */
export const dailyBackupFolder = (dataFolder: string): string => join(backupFolder(dataFolder), 'daily')

/**
 * What is in the data folder: nothing yet, a database that opens, or one that cannot be opened, with why. A first run that
 * broke off before the clinic was written counts as nothing yet, and is taken up again.
 */
export async function findPlace(around: Surroundings): Promise<Place> {
  if (around.inUse === true) return { phase: 'stopped', fault: refuse('in-use') }
  if (!existsSync(databaseFile(around.dataFolder))) return { phase: 'empty' }
  const key = await around.keyStore.load()
  if (key === null) return { phase: 'stopped', fault: refuse('key-lost') }
  const opened = openWith(around, key)
  return opened.ok ? { phase: 'open', store: opened.value } : { phase: 'stopped', fault: opened }
}

/** Where the database was sound enough to be found, and may be sound enough to be read. */
const perhapsReadable: ReadonlySet<ErrorCode> = new Set(['read-only', 'disk-full', 'damaged-file'])

/** For work where the disk and the file allow it, else for reading. */
function openAsFarAsPossible(how: OpenStoreWith, unwritable: boolean): Outcome<OpenStore> {
  const opened = unwritable ? unwritableDisk() : openStore(how)
  if (opened.ok || !perhapsReadable.has(opened.code)) return opened
  return openStoreForReading(how, opened)
}

/** Opens the database of this PC with a key, 64 hexadecimal digits. A store that can only be read says why in its mode. */
export function openWith({ dataFolder, clock, random, unwritable }: Surroundings, key: string): Outcome<OpenStore> {
  const how = { file: databaseFile(dataFolder), key, clock, random }
  const opened = openAsFarAsPossible(how, unwritable === true)
  if (!opened.ok) return opened
  try {
    clinicRow(opened.value.read)
    if (opened.value.mode().writable) failInterruptedPrints(opened.value)
    return ok(opened.value)
  } catch (error) {
    const fault = refusalToOpen(error)
    if (fault === undefined) throw error
    opened.value.close()
    return fault
  }
}

/** Stores of whose changes the windows are told: a joining that broke off is found in its place, and takes it once more. */
const heard = new WeakSet<OpenStore>()

/** Makes an opened store the one that everybody uses, and tells the windows. */
export function takePlace(desk: Desk, store: OpenStore): void {
  desk.place = { phase: 'open', store }
  if (!heard.has(store)) tellOfChanges(desk, store)
  followHeadquarters(desk, store)
  desk.emit({ event: 'state' })
}

function tellOfChanges(desk: Desk, store: OpenStore): void {
  heard.add(store)
  store.onChange(tables => {
    desk.emit({ event: 'changed', tables })
    if (tables.includes('printJob')) desk.emit({ event: 'prints' })
    if (tables.includes('user')) desk.emit({ event: 'session' })
  })
}

/**
 * A clinic was set up here. A sample counts when its users can sign in, which is written last; a PC that joins when
 * everything has come.
 */
export function isSetUp({ place }: Pick<Desk, 'place'>): boolean {
  if (place.phase !== 'open') return false
  const link = linkOf(place.store.read)
  if (link !== undefined) return link.stage === 'linked'
  const row = clinicRow(place.store.read)
  return row !== undefined && (row.isSample !== true || hasCredentials(place.store.read))
}
