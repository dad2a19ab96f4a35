import { ok, refuse } from '../../domain/errors.ts'
import { invoice } from '../../domain/tables/money.ts'
import { documentRow } from '../../db/queries/billing.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { save } from '../save.ts'
import { documentLine } from './document-line.ts'
import { receive } from './receive.ts'
import { trustClock } from './trust-clock.ts'

export const payHandlers: HandlersOf<'billing.pay'> = {
  /** Pays what is still due, in part or whole. */
  'billing.pay': ({ intent, invoiceId, payment, clockConfirmed }, context) =>
    save(context, 'billing.pay', intent, tx => {
      const row = documentRow(tx, invoiceId)
      const document = tx.get(invoice, invoiceId)
      if (!row || !document) return refuse('not-found', { what: 'invoice' })
      if (row.cancelledBy !== null) return refuse('document-cancelled', { number: row.cancelledBy })
      const trusted = trustClock(tx, context, clockConfirmed ?? false)
      if (!trusted.ok) return trusted
      const received = receive(
        tx,
        { invoiceId, encounterId: document.encounterId, patientId: row.patientId, due: documentLine(row).due },
        payment,
        context,
      )
      return received.ok ? ok(received.value) : received
    }),
}
