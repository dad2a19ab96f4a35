import { count, desc, eq, isNull, sql } from 'drizzle-orm'
import { patient } from '../../domain/tables/people.ts'
import { prepared } from '../prepared.ts'
import { table } from '../schema.ts'
import type { Reader } from '../types.ts'

const patients = table(patient)

export type PatientLine = {
  readonly id: string
  readonly name: string
  readonly nativeName: string | null
  readonly mrn: string | null
  readonly sex: 'male' | 'female' | 'other' | 'unknown' | null
  readonly birthDate: string | null
  readonly birthPrecision: 'day' | 'month' | 'year' | null
  readonly phone: string | null
  readonly phoneRelation: string | null
}

/** What stands for patients in lists, by id; deleted and unknown ones are left out. */
export function patientLines(reader: Reader, ids: readonly string[]): ReadonlyMap<string, PatientLine> {
  const rows = reader.all<PatientLine>(
    `SELECT p.id, p.name, p.nativeName, p.mrn, p.sex, p.birthDate, p.birthPrecision, p.phone, p.phoneRelation
       FROM json_each(?) AS wanted JOIN patient AS p ON p.id = wanted.value
      WHERE p.deletedAt IS NULL AND p.name IS NOT NULL`,
    JSON.stringify(ids),
  )
  return new Map(rows.map(row => [row.id, row]))
}

/** What is due from each patient over all documents that were not cancelled, paise; who owes nothing is left out. */
export function duesOf(reader: Reader, ids: readonly string[]): ReadonlyMap<string, number> {
  const rows = reader.all<{ patientId: string; due: number }>(
    `SELECT i.patientId,
            SUM(MAX(0, i.total - COALESCE((SELECT SUM(p.amount) FROM payment AS p WHERE p.invoiceId = i.id), 0))) AS due
       FROM json_each(?) AS wanted JOIN invoice AS i ON i.patientId = wanted.value
      WHERE NOT EXISTS (SELECT 1 FROM creditNote AS c WHERE c.invoiceId = i.id)
      GROUP BY i.patientId HAVING due > 0`,
    JSON.stringify(ids),
  )
  return new Map(rows.map(row => [row.patientId, row.due]))
}

const idOf = (row: { readonly id: string }): string => row.id

/** Everybody under one phone: the owner (no relation, or `self`) first, then who was registered first. */
export const patientsByPhone = (reader: Reader, phone: string): readonly string[] =>
  reader
    .all<{ id: string }>(
      `SELECT id FROM patient WHERE phone = ? AND deletedAt IS NULL
        ORDER BY lower(coalesce(phoneRelation, '')) NOT IN ('', 'self'), id LIMIT 50`,
      phone,
    )
    .map(idOf)

const countAll = prepared(orm => orm.select({ n: count() }).from(patients).where(isNull(patients.deletedAt)).prepare())

export const patientCount = (reader: Reader): number => countAll(reader).get()?.n ?? 0

const newest = prepared(orm =>
  orm
    .select({ id: patients.id })
    .from(patients)
    .where(isNull(patients.deletedAt))
    .orderBy(desc(patients.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare(),
)

/** A page of all patients, who was registered last first. */
export const newestPatients = (reader: Reader, offset: number, limit: number): readonly string[] =>
  newest(reader).all({ limit, offset }).map(idOf)

const byMrn = prepared(orm =>
  orm
    .select({ id: patients.id })
    .from(patients)
    .where(eq(patients.mrn, sql.placeholder('mrn')))
    .limit(1)
    .prepare(),
)

export const mrnIsTaken = (reader: Reader, mrn: string): boolean => byMrn(reader).get({ mrn }) !== undefined

export type VisitRow = {
  readonly encounterId: string
  readonly date: string
  readonly practitionerName: string | null
  readonly status: string
  readonly documentNumber: string | null
}

/** The newest visits of a patient with the document that stands for each, when one was issued and not cancelled. */
export const visitsOf = (reader: Reader, patientId: string, limit: number): readonly VisitRow[] =>
  reader.all<VisitRow>(
    `SELECT e.id AS encounterId, e.date, d.name AS practitionerName, coalesce(e.status, 'arrived') AS status,
            (SELECT i.number FROM bill AS b JOIN invoice AS i ON i.billId = b.id
              WHERE b.encounterId = e.id AND NOT EXISTS (SELECT 1 FROM creditNote AS c WHERE c.invoiceId = i.id)
              ORDER BY i.id DESC LIMIT 1) AS documentNumber
       FROM encounter AS e LEFT JOIN practitioner AS d ON d.id = e.practitionerId
      WHERE e.patientId = ? ORDER BY e.date DESC, e.id DESC LIMIT ?`,
    patientId,
    limit,
  )
