import { billKinds } from '../../domain/billing/document-kind.ts'
import { documentKinds, documentNumber, lastOfSeries } from '../../domain/numbers.ts'
import { financialYear, type LocalDate } from '../../domain/time.ts'
import { otherDeviceCodes } from '../../db/queries/people.ts'
import type { Reader } from '../../db/types.ts'

/** Years back in which a short number is looked for. */
const years = 3

/**
 * The document numbers that somebody may mean who types a whole number, its end (`123`, `26/123`, `R-26/123`), in any case:
 * every series of the last years that could hold it, so that each is one look into an index.
 */
export function numbersMeant(
  reader: Reader,
  own: { readonly deviceId: string; readonly deviceCode: string },
  typed: string,
  today: LocalDate,
): readonly string[] {
  const match = /^(?:([A-Z0-9]{4})?([A-Z])-?)?(?:(\d{2})\/)?(\d{1,6})$/.exec(typed.trim().toUpperCase())
  if (!match) return []
  const [, code, letter, year, digits = ''] = match
  const counter = Number(digits)
  if (counter < 1 || counter > lastOfSeries) return []
  const codes = code === undefined ? [own.deviceCode, ...otherDeviceCodes(reader, own.deviceId)] : [code]
  const letters = billKinds.map(kind => documentKinds[kind]).filter(known => letter === undefined || known === letter)
  const newest = financialYear(today) % 100
  const shorts = year === undefined ? Array.from({ length: years }, (_, back) => newest - back) : [Number(year)]
  return codes.flatMap(device =>
    letters.flatMap(kind =>
      shorts.map(short => documentNumber(`${device}${kind}-${String(short).padStart(2, '0')}`, counter)),
    ),
  )
}
