/** Stores in folders of their own, and people who write into them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import { ok, type Outcome } from '../../../domain/errors.ts'
import type { Json } from '../../../domain/journal/types.ts'
import { invoice, invoiceLine, payment } from '../../../domain/tables/money.ts'
import { patient } from '../../../domain/tables/people.ts'
import { makeIds } from '../../../db/ids.ts'
import { randomFrom } from '../../../db/node-crypto.ts'
import type { OpenStore } from '../../../db/open-store.ts'
import { createStore, openStore, type OpenStoreWith } from '../../../db/store.ts'
import type { Writer } from '../../../db/types.ts'

export const KEY = '5a'.repeat(32)
export const CLINIC = '0190c0de-0000-7000-8000-00000000c11c'

export const newId = makeIds(Date.now, randomFrom)

const folders: string[] = []
const stores: OpenStore[] = []

afterEach(() => {
  for (const store of stores.splice(0)) if (store.engine.write.sqlite.open) store.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'caresync-db-'))
  folders.push(folder)
  return folder
}

export function howTo(file: string, more: Partial<OpenStoreWith> = {}): OpenStoreWith {
  return { file, key: KEY, clock: Date.now, random: randomFrom, machine: 'desk-1', ...more }
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code} ${JSON.stringify(outcome.params)}`)
  return outcome.value
}

export function newStore(
  file = join(newFolder(), 'clinic.db'),
  deviceCode = 'A1K7',
  more: Partial<OpenStoreWith> = {},
): OpenStore {
  const store = valueOf(createStore({ ...howTo(file, more), clinicId: CLINIC, deviceCode }))
  stores.push(store)
  return store
}

export function reopen(file: string, more: Partial<OpenStoreWith> = {}): OpenStore {
  const store = valueOf(openStore(howTo(file, more)))
  stores.push(store)
  return store
}

export const ACTOR = '0190c0de-0000-7000-8000-00000000000a'

/** One commit that has to succeed; returns what the work returned. */
export function write<R extends Json>(store: OpenStore, work: (tx: Writer) => R, intent = newId()): R {
  return valueOf(store.commit<Json>({ actor: ACTOR, intent }, tx => ok(work(tx)))).result as R
}

export function register(store: OpenStore, name: string, phone: string | null = null, id = newId()): string {
  return write(store, tx => {
    tx.set(patient, id, 'name', { name, nativeName: '' }, [])
    tx.set(patient, id, 'identifier', { mrn: `${store.deviceCode}-${tx.nextCount('mrn')}` }, [])
    tx.set(patient, id, 'telecom', { phone, phoneRelation: 'self' }, [])
    return id
  })
}

/** An edit made on what the row shows now. */
export function rename(store: OpenStore, id: string, name: string): void {
  write(store, tx => {
    tx.set(patient, id, 'name', { name, nativeName: '' }, tx.see(patient, id)?.clocks.name ?? [])
    return null
  })
}

export function issueInvoice(store: OpenStore, patientId: string, total = 50_000): { id: string; number: string } {
  return write(store, tx => {
    const id = tx.newId()
    const number = valueOf(tx.nextNumber('bill-of-supply', '2026-11-22'))
    tx.add(invoice, id, {
      billId: tx.newId(), kind: 'bill-of-supply', number, date: '2026-11-22', issuedAt: tx.now, patientId,
      encounterId: null, practitionerId: null, patientName: 'Lakshmi Iyer', patientNativeName: '', patientDetail: '',
      patientMrn: 'A1K7-000123', patientPhone: null,
      clinicLegalName: 'Shanti Health LLP', clinicDisplayName: 'Shanti Clinic', clinicAddress: '12 Paud Road, Kothrud',
      clinicCity: 'Pune', clinicPincode: '411038', clinicPhone: '+919822041763', stateCode: '27',
      practitionerName: '', practitionerRegistration: '', gstMode: 'unregistered', gstin: null, subtotal: total,
      discount: 0, taxable: total, cgst: 0, sgst: 0, roundOff: 0, total, language: 'en', cashier: 'Asha',
    }) // prettier-ignore
    tx.add(invoiceLine, tx.newId(), {
      invoiceId: id, position: 1, chargeItemId: null, description: 'Consultation', hsn: '9993', quantity: 1,
      unitPrice: total, discount: 0, taxClass: 'exempt', rateBp: 0, taxable: total, cgst: 0, sgst: 0, amount: total,
    }) // prettier-ignore
    tx.add(payment, tx.newId(), {
      invoiceId: id, patientId, number: valueOf(tx.nextNumber('payment-receipt', '2026-11-22')), mode: 'cash',
      amount: total, tendered: total, change: 0, date: '2026-11-22', receivedAt: tx.now, cashier: 'Asha',
    }) // prettier-ignore
    return { id, number }
  })
}

/** Values of a union that a test has narrowed by sight. */
export function defined<T>(value: T | undefined): T {
  expect(value).toBeDefined()
  return value as T
}
