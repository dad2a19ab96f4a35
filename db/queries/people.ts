import { clinic, practitioner, user } from '../../domain/tables/people.ts'
import type { Reader, RecordRow, Seen } from '../types.ts'

/** The clinic of this database; undefined until the first run is finished. */
export function clinicRow(reader: Reader): RecordRow<typeof clinic> | undefined {
  const first = reader.one<{ id: string }>('SELECT id FROM clinic ORDER BY id LIMIT 1')
  return first && reader.get(clinic, first.id)
}

const idsOf = (reader: Reader, sql: string): readonly string[] => reader.all<{ id: string }>(sql).map(row => row.id)

/** Every practitioner, also those who left, in the order in which they came. */
export const allPractitioners = (reader: Reader): readonly Seen<typeof practitioner>[] =>
  idsOf(reader, 'SELECT id FROM practitioner ORDER BY id').flatMap(id => reader.see(practitioner, id) ?? [])

/** Every user, also disabled ones, by name. */
export const allUsers = (reader: Reader): readonly Seen<typeof user>[] =>
  idsOf(reader, 'SELECT id FROM user ORDER BY displayName COLLATE NOCASE, id').flatMap(id => reader.see(user, id) ?? [])

export const userBySignInName = (reader: Reader, name: string): string | undefined =>
  reader.one<{ id: string }>('SELECT id FROM user WHERE signInName = ?', name)?.id

/** Codes of the clinic's other PCs, as far as known here. */
export const otherDeviceCodes = (reader: Reader, ownId: string): readonly string[] =>
  reader
    .all<{ code: string }>('SELECT code FROM device WHERE id <> ? AND code IS NOT NULL ORDER BY id', ownId)
    .map(row => row.code)

export const deviceNames = (reader: Reader): ReadonlyMap<string, { readonly name: string; readonly code: string }> =>
  new Map(
    reader
      .all<{ id: string; name: string | null; code: string | null }>('SELECT id, name, code FROM device')
      .map(row => [row.id, { name: row.name ?? row.code ?? '', code: row.code ?? '' }]),
  )

export const userNames = (reader: Reader): ReadonlyMap<string, string> =>
  new Map(
    reader
      .all<{ id: string; displayName: string | null }>('SELECT id, displayName FROM user')
      .map(row => [row.id, row.displayName ?? '']),
  )
