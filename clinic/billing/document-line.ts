import type { documentLineBrief } from '../../domain/contract/shapes.ts'
import { standing } from '../../domain/billing/payment-state.ts'
import type { DocumentRow } from '../../db/queries/billing.ts'
import type { z } from 'zod'

/** One line about an issued document: what was paid and what is due are computed, never stored. */
export function documentLine(row: DocumentRow): z.output<typeof documentLineBrief> {
  const { total, received, refunded, cancelledBy } = row
  const { paid, due } = standing({ total, received, refunded, cancelled: cancelledBy !== null })
  const { number, kind, date, patientId, patientName } = row
  return { invoiceId: row.id, number, kind, date, patientId, patientName, total, paid, due, cancelledBy }
}
