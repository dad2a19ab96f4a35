import { and, eq, max, sql } from 'drizzle-orm'
import { token, type TokenStatus } from '../../domain/tables/visits.ts'
import { prepared } from '../prepared.ts'
import { table } from '../schema.ts'
import type { Reader } from '../types.ts'

const tokens = table(token)

export type TokenRow = {
  readonly id: string
  readonly label: string
  readonly series: 'A' | 'W' | 'F' | 'E' | 'S'
  readonly number: number
  readonly status: TokenStatus
  readonly statusAt: string
  readonly issuedAt: string
  readonly sessionDate: string
  readonly patientId: string
  readonly patientName: string | null
  readonly patientNativeName: string | null
  readonly sex: 'male' | 'female' | 'other' | 'unknown' | null
  readonly birthDate: string | null
  readonly practitionerId: string
  readonly encounterId: string
  readonly billId: string | null
  readonly invoiceId: string | null
  readonly invoiceTotal: number | null
  readonly received: number | null
}

/** A token with its patient, the draft bill of its visit, and the newest document of the visit that stands. */
const tokenSelect = `
  SELECT t.id, t.label, t.series, t.number, coalesce(t.status, 'created') AS status,
         coalesce(t.statusAt, t.issuedAt) AS statusAt, t.issuedAt, t.sessionDate, t.patientId, t.practitionerId,
         t.encounterId, p.name AS patientName, p.nativeName AS patientNativeName, p.sex, p.birthDate,
         (SELECT b.id FROM bill AS b WHERE b.encounterId = t.encounterId AND b.status = 'draft'
           ORDER BY b.id DESC LIMIT 1) AS billId,
         i.id AS invoiceId, i.total AS invoiceTotal,
         (SELECT SUM(m.amount) FROM payment AS m WHERE m.invoiceId = i.id) AS received
    FROM token AS t
    LEFT JOIN patient AS p ON p.id = t.patientId
    LEFT JOIN invoice AS i ON i.id = (
      SELECT v.id FROM bill AS b JOIN invoice AS v ON v.billId = b.id
       WHERE b.encounterId = t.encounterId AND NOT EXISTS (SELECT 1 FROM creditNote AS c WHERE c.invoiceId = v.id)
       ORDER BY v.id DESC LIMIT 1)`

export const tokenRow = (reader: Reader, id: string): TokenRow | undefined =>
  reader.one<TokenRow>(`${tokenSelect} WHERE t.id = ? AND t.label IS NOT NULL`, id)

/** Every token of a day. */
export const tokensOfDay = (reader: Reader, date: string): readonly TokenRow[] =>
  reader.all<TokenRow>(`${tokenSelect} WHERE t.sessionDate = ? ORDER BY t.issuedAt, t.id`, date)

export const tokensByLabel = (reader: Reader, date: string, series: string, number: number): readonly TokenRow[] =>
  reader.all<TokenRow>(
    `${tokenSelect} WHERE t.sessionDate = ? AND t.series = ? AND t.number = ? ORDER BY t.issuedAt, t.id LIMIT 20`,
    date,
    series,
    number,
  )

export type SessionToken = {
  readonly id: string
  readonly label: string
  readonly patientId: string
  readonly series: string
  readonly number: number
  readonly issuedAt: string
  readonly status: TokenStatus
  readonly statusAt: string
}

/** The tokens of one doctor's session, in the order of issue. */
export const tokensOfSession = (reader: Reader, date: string, practitionerId: string): readonly SessionToken[] =>
  reader.all<SessionToken>(
    `SELECT id, label, patientId, series, number, issuedAt, coalesce(status, 'created') AS status,
            coalesce(statusAt, issuedAt) AS statusAt FROM token
      WHERE sessionDate = ? AND practitionerId = ? ORDER BY issuedAt, id`,
    date,
    practitionerId,
  )

const topNumber = prepared(orm =>
  orm
    .select({ top: max(tokens.number) })
    .from(tokens)
    .where(
      and(
        eq(tokens.sessionDate, sql.placeholder('date')),
        eq(tokens.practitionerId, sql.placeholder('practitionerId')),
        eq(tokens.series, sql.placeholder('series')),
      ),
    )
    .prepare(),
)

/** The number after the highest that a session gave in a series, as far as known here; never one that was given before. */
export const nextTokenNumber = (reader: Reader, date: string, practitionerId: string, series: string): number =>
  1 + (topNumber(reader).get({ date, practitionerId, series })?.top ?? 0)
