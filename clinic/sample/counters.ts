import {
  documentNumber, lastOfSeries, medicalRecordNumber, seriesKey, type DocumentKind,
} from '../../domain/numbers.ts' // prettier-ignore
import type { LocalDate } from '../../domain/time.ts'
import type { Taken } from './sample-entry.ts'

/** The numbers of a fresh device, given out in the order in which the sample takes them. */
export type Counters = {
  document(kind: DocumentKind, date: LocalDate): Taken & { readonly number: string }
  mrn(): Taken & { readonly mrn: string }
  token(counter: string): Taken & { readonly count: number }
  /** The last value of every counter and series so far, by key. */
  last(): ReadonlyMap<string, number>
}

/** Throws when a series is full: a sample that large has to span more years. */
export function freshCounters(deviceCode: string, mrnCounter: string): Counters {
  const values = new Map<string, number>()
  const next = (key: string): number => {
    const value = (values.get(key) ?? 0) + 1
    values.set(key, value)
    return value
  }
  return {
    document(kind, date) {
      const series = seriesKey(deviceCode, kind, date)
      const count = next(series)
      if (count > lastOfSeries) throw new RangeError(`series ${series} has no number left`)
      return { kind, date, number: documentNumber(series, count) }
    },
    mrn() {
      const count = next(mrnCounter)
      return { counter: mrnCounter, count, mrn: medicalRecordNumber(deviceCode, count) }
    },
    token: counter => ({ counter, count: next(counter) }),
    last: () => values,
  }
}
