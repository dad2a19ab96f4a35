/** Two versions of a small schema. The second knows a table, a group and a value that the first does not. */
import { z } from 'zod'
import { fact, integer, record, text } from '../../../domain/journal/declare.ts'
import { makeRegistry } from '../../../domain/journal/registry.ts'
import { journalRuling, redaction } from '../../../domain/tables/journal-tables.ts'

const name = { name: text(z.string()), sex: text(z.enum(['male', 'female'])) }
const phone = { phone: text(z.string()) }
const payment = fact('payment', { amount: integer(z.int()) })

export const first = makeRegistry(1, [record('patient', { name, phone }), payment, journalRuling, redaction])

export const second = makeRegistry(2, [
  record('patient', { name, phone: { phone: text(z.string().nullable()) }, email: { email: text(z.string()) } }),
  record('room', { label: { label: text(z.string()) } }),
  payment,
  journalRuling,
  redaction,
])
