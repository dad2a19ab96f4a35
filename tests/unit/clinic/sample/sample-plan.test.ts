import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeRegistry } from '../../../../domain/journal/registry.ts'
import { schemaVersion, syncedTables } from '../../../../domain/tables/all.ts'
import { makeSample, now, rowsOf } from './make-sample.ts'

const hashOf = (seed: number) =>
  createHash('sha256')
    .update(JSON.stringify(makeSample('demo', seed)))
    .digest('hex')
const clinic = makeSample('clinic')
const demo = makeSample('demo')

test('the same seed makes the same clinic, another seed another one', () => {
  expect(hashOf(7)).toBe(hashOf(7))
  expect(hashOf(7)).not.toBe(hashOf(8))
})

test('every value fits the declaration of its table, and every group is written whole', () => {
  const registry = makeRegistry(schemaVersion, syncedTables)
  const unfit = [...clinic, ...demo].flatMap(entry => entry.changes.filter(change => registry.unknown(change)))
  expect(unfit).toEqual([])
})

test('the sizes are exact', () => {
  expect(rowsOf(demo, 'patient')).toHaveLength(60)
  expect(rowsOf(demo, 'invoice')).toHaveLength(110)
  expect(rowsOf(clinic, 'patient')).toHaveLength(5000)
  expect(rowsOf(clinic, 'invoice')).toHaveLength(12_000)
})

test('nothing happens before the clinic opened, after now, or out of order', () => {
  const times = clinic.map(entry => entry.at)
  expect(times).toEqual(times.toSorted())
  expect((times.at(-1) ?? '') <= now).toBe(true)
})

test('ids are never used twice and everything that is referred to is there', () => {
  for (const entries of [demo, clinic]) {
    const ids = entries.flatMap(entry =>
      entry.changes.map(change => `${change.table} ${'group' in change ? change.group : ''} ${change.id}`),
    )
    expect(new Set(ids).size).toBe(ids.length)
    const known = new Map<string, ReadonlySet<string>>(
      ['patient', 'encounter', 'practitioner', 'invoice', 'bill', 'chargeItem', 'creditNote'].map(
        table => [`${table}Id`, new Set(rowsOf(entries, table).map(row => row.id))] as const,
      ),
    )
    const lost = entries.flatMap(entry =>
      entry.changes.flatMap(({ table, values }) =>
        Object.entries(values)
          .filter(([field, id]) => typeof id === 'string' && known.get(field)?.has(id) === false)
          .map(([field]) => `${table}.${field}`),
      ),
    )
    expect(lost).toEqual([])
  }
})

test('every document adds up, and every number of a series is there once, without a gap', () => {
  const lines = Map.groupBy(rowsOf(clinic, 'invoiceLine'), line => line['invoiceId'])
  for (const invoice of rowsOf(clinic, 'invoice')) {
    const own = lines.get(invoice.id) ?? []
    const sum = own.reduce((total, line) => total + Number(line['amount']), 0)
    expect(sum + Number(invoice['roundOff'])).toBe(invoice['total'])
    expect(Number(invoice['taxable']) + Number(invoice['cgst']) + Number(invoice['sgst'])).toBe(sum)
  }
  const numbers = ['invoice', 'payment', 'creditNote', 'refund'].flatMap(table =>
    rowsOf(clinic, table).map(row => String(row['number'])),
  )
  for (const [series, own] of Map.groupBy(numbers, number => number.split('/')[0] ?? '')) {
    const counts = own.map(number => Number(number.split('/')[1]))
    expect(counts, series).toEqual(counts.map((_, index) => index + 1))
  }
})

test('nobody pays more than a document asks, and what is paid back was paid', () => {
  const totals = new Map(rowsOf(clinic, 'invoice').map(invoice => [invoice.id, Number(invoice['total'])]))
  const paid = new Map<unknown, number>()
  for (const payment of rowsOf(clinic, 'payment')) {
    expect(payment['amount']).toBeLessThanOrEqual(totals.get(String(payment['invoiceId'])) ?? 0)
    expect(Number(payment['tendered']) - Number(payment['amount'])).toBe(payment['change'])
    paid.set(payment['invoiceId'], Number(payment['amount']))
  }
  for (const refund of rowsOf(clinic, 'refund')) expect(refund['amount']).toBe(paid.get(refund['invoiceId']))
})

test('Today looks alive: every doctor has somebody in the room, people waiting and people done', () => {
  const tokens = rowsOf(demo, 'token')
  for (const doctor of rowsOf(demo, 'practitioner')) {
    const own = tokens.filter(token => token['practitionerId'] === doctor.id)
    const withStatus = (status: string) => own.filter(token => token['status'] === status).length
    expect([withStatus('in-progress'), withStatus('created'), withStatus('fulfilled')]).toEqual([1, 5, 8])
  }
  expect(tokens.filter(token => token['series'] === 'E')).toHaveLength(1)
  expect(tokens.every(token => String(token['issuedAt']) <= now && String(token['statusAt']) <= now)).toBe(true)
  expect(new Set(tokens.map(token => token['patientId'])).size).toBe(tokens.length)
})

test('the demo has dues, and a document that was cancelled with a credit note and paid back', () => {
  const paid = new Map(rowsOf(demo, 'payment').map(payment => [payment['invoiceId'], Number(payment['amount'])]))
  const cancelled = new Set(rowsOf(demo, 'creditNote').map(note => note['invoiceId']))
  const due = rowsOf(demo, 'invoice').filter(
    invoice => !cancelled.has(invoice.id) && (paid.get(invoice.id) ?? 0) < Number(invoice['total']),
  )
  expect(due.length).toBeGreaterThanOrEqual(3)
  expect(cancelled.size).toBeGreaterThanOrEqual(1)
  expect(rowsOf(demo, 'refund')).toHaveLength(cancelled.size)
})

test('there is a user for each role', () => {
  const held = rowsOf(demo, 'user').flatMap(user => user['roles'] as string[])
  expect(new Set(held)).toEqual(new Set(['admin', 'front-desk', 'cashier', 'doctor', 'claims', 'auditor']))
})

test('shortly after midnight the whole queue is of today, and still in the order in which people came', () => {
  const early = '2026-11-22T18:36:00.000Z'
  const tokens = rowsOf(makeSample('demo', 1, early), 'token')
  expect(tokens.every(token => token['sessionDate'] === '2026-11-23')).toBe(true)
  const issued = tokens.map(token => String(token['issuedAt']))
  expect(issued.every(at => at >= '2026-11-22T18:30:00.000Z' && at <= early)).toBe(true)
  for (const own of Map.groupBy(tokens, token => `${token['practitionerId']} ${token['series']}`).values()) {
    const byNumber = own.toSorted((a, b) => Number(a['number']) - Number(b['number'])).map(token => token['issuedAt'])
    expect(byNumber).toEqual(byNumber.toSorted())
  }
})
