import type { TokenLine } from '../../domain/contract/shapes.ts'
import { token } from '../../domain/tables/visits.ts'
import { type TokenRow, tokenRow } from '../../db/queries/queue.ts'
import type { Reader } from '../../db/types.ts'
import { ageShown } from '../patients/brief.ts'

export function tokenShown(reader: Reader, row: TokenRow, today: string): TokenLine {
  return {
    id: row.id,
    label: row.label,
    series: row.series,
    number: row.number,
    status: row.status,
    statusAt: row.statusAt,
    issuedAt: row.issuedAt,
    patientId: row.patientId,
    patientName: row.patientName ?? '',
    patientNativeName: row.patientNativeName ?? '',
    sex: row.sex ?? 'unknown',
    age: ageShown(row.birthDate, today),
    practitionerId: row.practitionerId,
    encounterId: row.encounterId,
    billId: row.billId,
    payment: paymentShown(row),
    statusClocks: [...(reader.see(token, row.id)?.clocks.status ?? [])],
  }
}

/** What the desk sees of the money of a visit: nothing issued yet, something due, all paid, or a bill of zero. */
function paymentShown({ invoiceId, invoiceTotal, received }: TokenRow): TokenLine['payment'] {
  if (invoiceId === null) return 'none'
  if (invoiceTotal === 0) return 'free'
  return (received ?? 0) < (invoiceTotal ?? 0) ? 'due' : 'paid'
}

/** A token that this same call has just written. */
export function tokenById(reader: Reader, id: string, today: string): TokenLine {
  const row = tokenRow(reader, id)
  if (!row) throw new Error('a token that was just written cannot be read')
  return tokenShown(reader, row, today)
}
