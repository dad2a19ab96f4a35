import type { LocalTable, SyncedTable } from '../journal/declare.ts'
import { journalRuling, redaction } from './journal-tables.ts'
import { credential, draft, headquarters, legalClock, preference, printJob } from './local-tables.ts'
import { bill, chargeItem, creditNote, documentPrint, invoice, invoiceLine, payment, refund } from './money.ts'
import { clinic, device, patient, practitioner, user } from './people.ts'
import { encounter, token } from './visits.ts'

/** Version of the declarations below; it rises with every change to a synced table. */
export const schemaVersion = 1

export const syncedTables = [
  clinic, device, user, practitioner, patient, encounter, token, chargeItem, bill, invoice, invoiceLine, payment,
  creditNote, refund, documentPrint, journalRuling, redaction,
] as const satisfies readonly SyncedTable[] // prettier-ignore

export const localTables = [
  credential,
  draft,
  printJob,
  legalClock,
  preference,
  headquarters,
] as const satisfies readonly LocalTable[]
