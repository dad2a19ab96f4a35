import {
  documentNumber, lastOfSeries, medicalRecordNumber, seriesKey, type DocumentKind,
} from '../../domain/numbers.ts' // prettier-ignore
import type { LocalDate } from '../../domain/time.ts'
import type { Taken } from './sample-entry.ts'

/** The numbers of a fresh device, given out in the order in which the sample takes them. */
export type Counters = {
  document(kind: DocumentKind, date: LocalDate): Taken & { readonly number: string }
  mrn(): Taken & { readonly mrn: string }
  /** The next number of a doctor's session and series; numbers of tokens are read from the tokens, so nothing is taken. */
  token(session: string): number
  /** The last value of every counter and series so far, by key. */
  last(): ReadonlyMap<string, number>
}

/** The counter that registration takes medical record numbers from. */
const mrnCounter = 'mrn'

/** Throws when a series is full: a sample that large has to span more years. */
export function freshCounters(deviceCode: string): Counters {
  const values = new Map<string, number>()
  const sessions = new Map<string, number>()
  const next = (values: Map<string, number>, key: string): number => {
    const value = (values.get(key) ?? 0) + 1
    values.set(key, value)
    return value
  }
  return {
    document(kind, date) {
      const series = seriesKey(deviceCode, kind, date)
      const count = next(values, series)
      if (count > lastOfSeries) throw new RangeError(`series ${series} has no number left`)
      return { kind, date, number: documentNumber(series, count) }
    },
    mrn() {
      const count = next(values, mrnCounter)
      return { counter: mrnCounter, count, mrn: medicalRecordNumber(deviceCode, count) }
    },
    token: session => next(sessions, session),
    last: () => values,
  }
}
