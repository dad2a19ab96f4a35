/** Instants are UTC ISO text; a clinic's day is a local ISO date in the clinic's IANA zone. */
export type Instant = string
export type LocalDate = string

const formatters = new Map<string, Intl.DateTimeFormat>()

function parts(instant: Instant, zone: string): Readonly<Record<string, string>> {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(zone, formatter)
  }
  return Object.fromEntries(formatter.formatToParts(new Date(instant)).map(part => [part.type, part.value]))
}

/** The clinic's date at an instant: `2026-03-31T18:30:00Z` in Asia/Kolkata is `2026-04-01`. */
export function localDate(instant: Instant, zone: string): LocalDate {
  const { year, month, day } = parts(instant, zone)
  return `${year}-${month}-${day}`
}

/** The clinic's wall clock at an instant, `HH:MM`. */
export function localTime(instant: Instant, zone: string): string {
  const { hour, minute } = parts(instant, zone)
  return `${hour}:${minute}`
}

/** The calendar date so many days later; negative counts go back. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** First calendar year of the Indian financial year (1 April to 31 March) that a local date falls into. */
export function financialYear(date: LocalDate): number {
  const year = Number(date.slice(0, 4))
  return Number(date.slice(5, 7)) >= 4 ? year : year - 1
}

export type BirthPrecision = 'day' | 'month' | 'year'
export const birthPrecisions = ['day', 'month', 'year'] as const satisfies readonly BirthPrecision[]

export type Age = { readonly value: number; readonly unit: 'y' | 'm' | 'd' }

/** Completed years; under two years completed months; under two months days. Undefined for a birth date in the future. */
export function ageOn(birthDate: LocalDate, today: LocalDate): Age | undefined {
  if (birthDate > today) return undefined
  const [by = 0, bm = 0, bd = 0] = birthDate.split('-').map(Number)
  const [ty = 0, tm = 0, td = 0] = today.split('-').map(Number)
  const months = (ty - by) * 12 + (tm - bm) - (td < bd ? 1 : 0)
  if (months >= 24) return { value: Math.floor(months / 12), unit: 'y' }
  if (months >= 2) return { value: months, unit: 'm' }
  return { value: Math.round((Date.parse(today) - Date.parse(birthDate)) / 86_400_000), unit: 'd' }
}

/**
 * Reads an age as it is told at the counter, `42`, `42y`, `8m`, `12d`, into an estimated birth date and how precise it is.
 * Years give 1 July of that year, months the first of that month. Undefined when it is no age between 0 and 130 years.
 */
export function birthFromAge(
  typed: string,
  today: LocalDate,
): { readonly birthDate: LocalDate; readonly precision: BirthPrecision } | undefined {
  const match = /^(\d{1,3})\s*([ymd]?)$/i.exec(typed.trim())
  if (!match) return undefined
  const count = Number(match[1])
  const unit = (match[2] ?? '').toLowerCase()
  if (unit === 'd') return count <= 999 ? { birthDate: addDays(today, -count), precision: 'day' } : undefined
  const [year = 0, month = 0] = today.split('-').map(Number)
  if (unit === 'm') {
    const index = year * 12 + (month - 1) - count
    const birthDate = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`
    return { birthDate, precision: 'month' }
  }
  if (count > 130) return undefined
  const middle = `${year - count}-07-01`
  return { birthDate: middle > today ? `${year - count}-01-01` : middle, precision: 'year' }
}

/** The UTC instants between which a local date lies in a zone: from inclusive, until exclusive. */
export function dayBounds(date: LocalDate, zone: string): { readonly from: Instant; readonly until: Instant } {
  return { from: midnight(date, zone), until: midnight(addDays(date, 1), zone) }
}

/** Local midnight as an instant: the zone's offset is read at the first guess and once more at the corrected one. */
function midnight(date: LocalDate, zone: string): Instant {
  const wanted = Date.parse(`${date}T00:00:00Z`)
  let guess = wanted
  for (let round = 0; round < 2; round += 1) {
    const instant = new Date(guess).toISOString()
    const shown = Date.parse(`${localDate(instant, zone)}T${localTime(instant, zone)}:00Z`)
    guess -= shown - wanted
  }
  return new Date(guess).toISOString()
}

/** Whether a day lies before a birth, as far as the birth is known: of a year alone, only an earlier year does. */
export function isBeforeBirth(
  date: LocalDate,
  {
    birthDate,
    birthPrecision,
  }: { readonly birthDate: LocalDate | null; readonly birthPrecision: BirthPrecision | null },
): boolean {
  if (birthDate === null) return false
  const known = { day: 10, month: 7, year: 4 }[birthPrecision ?? 'day']
  return date.slice(0, known) < birthDate.slice(0, known)
}
