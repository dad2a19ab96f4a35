import { z } from 'zod'
import { fact, json, text } from '../journal/declare.ts'
import { id, plain, required } from './common.ts'

/** HQ sets one entry aside, or takes that back; the latest ruling counts. */
export const journalRuling = fact('journalRuling', {
  entryHash: text(z.string().regex(/^[0-9a-f]{64}$/)),
  ruling: text(z.enum(['quarantine', 'release'])),
  reason: text(plain(400)),
})

/** HQ erases, by law, the values of groups of one record up to a clock. */
export const redaction = fact('redaction', {
  table: text(required(40)),
  record: text(id),
  groups: json(z.array(z.string()).min(1)),
  upTo: text(z.string()),
})
