import type { SampleEntry } from './sample-entry.ts'

/** What was made, for the one who asked for it. Amounts in paise. */
export type SampleFigures = {
  entries: number
  rows: number
  patients: number
  visits: number
  invoices: number
  billed: number
  collected: number
  cancelled: number
  tokens: number
}

export const emptyFigures = (): SampleFigures => ({
  entries: 0, rows: 0, patients: 0, visits: 0, invoices: 0, billed: 0, collected: 0, cancelled: 0, tokens: 0,
}) // prettier-ignore

/** Adds one entry to the figures. */
export function countInto(figures: SampleFigures, entry: SampleEntry): void {
  figures.entries += 1
  let last = ''
  for (const change of entry.changes) {
    // The groups of one record follow each other.
    if (change.id !== last) figures.rows += 1
    last = change.id
    if (change.op === 'set') {
      if (change.table === 'patient' && change.group === 'name') figures.patients += 1
      if (change.table === 'encounter' && change.group === 'visit') figures.visits += 1
      if (change.table === 'token' && change.group === 'issue') figures.tokens += 1
    } else {
      if (change.table === 'invoice') figures.invoices += 1
      if (change.table === 'invoice') figures.billed += Number(change.values['total'])
      if (change.table === 'payment') figures.collected += Number(change.values['amount'])
      if (change.table === 'refund') figures.collected -= Number(change.values['amount'])
      if (change.table === 'creditNote') figures.cancelled += 1
    }
  }
}
