/** Headquarters as a device of a clinic: its key, its first entry, and the devices that it introduces. */
import { makeRegistry, type Registry } from '../../domain/journal/registry.ts'
import type { Change } from '../../domain/journal/types.ts'
import { schemaVersion, syncedTables } from '../../domain/tables/all.ts'
import { device as deviceTable } from '../../domain/tables/people.ts'
import { newKeyPair, signerOf } from '../ed25519.ts'
import type { Tx } from '../postgres/pool.ts'
import type { Vault } from '../secrets/vault.ts'
import { uuidv7 } from '../uuidv7.ts'
import { postgresStore } from './postgres-store.ts'
import { appendOwn, type ClinicAtHq } from './take-pages.ts'

export type JournalPorts = {
  readonly vault: Vault
  /** Unix milliseconds. */
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
}

/** No PC is given a code that begins with HQ. */
const HQ_CODE = 'HQ01'
const HQ_NAME = 'Headquarters'

const registry: Registry = makeRegistry(schemaVersion, syncedTables)

const about = (clinic: string, device: string): string => `hq key ${clinic} ${device}`

/** Makes HQ a device of a clinic that was just created, with a key of its own and a first entry that says so. */
export async function beginClinic(tx: Tx, ports: JournalPorts, clinic: string): Promise<void> {
  const device = idsOf(ports)()
  const keys = newKeyPair()
  await tx.query(
    `INSERT INTO hq_self (clinic_id, device_id, device_code, public_key, sealed_private_key, since)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      clinic,
      device,
      HQ_CODE,
      keys.publicKey,
      ports.vault.seal(keys.privateKey, about(clinic, device)),
      new Date(ports.clock()),
    ],
  )
  await tx.query(
    `INSERT INTO device_key (clinic_id, device_id, public_key, hq, introduced_by) VALUES ($1, $2, $3, true, null)`,
    [clinic, device, keys.publicKey],
  )
  const at = atHq(ports, clinic, device, keys.privateKey)
  const changes = introducing({ device, deviceCode: HQ_CODE, deviceName: HQ_NAME, publicKey: keys.publicKey })
  await appendOwn(postgresStore(tx, clinic), at, { actor: device, changes })
}

export type NewDevice = {
  readonly clinic: string
  readonly device: string
  readonly deviceCode: string
  readonly deviceName: string
  readonly publicKey: string
}

/** HQ's entry by which every PC of the clinic learns a new device's key. */
export async function introduceDevice(tx: Tx, ports: JournalPorts, device: NewDevice): Promise<void> {
  const at = await clinicAtHq(tx, ports, device.clinic)
  await appendOwn(postgresStore(tx, device.clinic), at, { actor: at.hq.device, changes: introducing(device) })
}

/** HQ's side of a clinic that was begun. */
export async function clinicAtHq(tx: Tx, ports: JournalPorts, clinic: string): Promise<ClinicAtHq> {
  const { rows } = await tx.query<{ device: string; sealed: string }>({
    name: 'hq-self',
    text: 'SELECT device_id AS device, sealed_private_key AS sealed FROM hq_self WHERE clinic_id = $1',
    values: [clinic],
  })
  const [self] = rows
  if (self === undefined) throw new Error('headquarters is no device of this clinic yet')
  return atHq(ports, clinic, self.device, ports.vault.open(self.sealed, about(clinic, self.device)))
}

/** Seals HQ's key of this clinic with the present secret; throws when it cannot be opened. */
export async function renewSeal(tx: Tx, vault: Vault, clinic: string): Promise<void> {
  const { rows } = await tx.query<{ device: string; sealed: string }>(
    'SELECT device_id AS device, sealed_private_key AS sealed FROM hq_self WHERE clinic_id = $1 FOR UPDATE',
    [clinic],
  )
  for (const { device, sealed } of rows) {
    const renewed = vault.renew(sealed, about(clinic, device))
    if (renewed === sealed) continue
    await tx.query('UPDATE hq_self SET sealed_private_key = $2 WHERE clinic_id = $1', [clinic, renewed])
  }
}

function atHq(ports: JournalPorts, clinic: string, device: string, privateKey: string): ClinicAtHq {
  const { clock, random } = ports
  return {
    hq: { clinic, device, sign: signerOf(privateKey) },
    registry,
    ports: { clock, random, newId: idsOf(ports) },
  }
}

function idsOf({ clock, random }: JournalPorts): () => string {
  return () => uuidv7(clock(), random)
}

function introducing({ device, deviceCode, deviceName, publicKey }: Omit<NewDevice, 'clinic'>): readonly Change[] {
  const key = { code: deviceCode, publicKey }
  return [
    { op: 'set', table: deviceTable.name, id: device, group: 'key', base: [], values: key },
    { op: 'set', table: deviceTable.name, id: device, group: 'name', base: [], values: { name: deviceName } },
  ]
}
