import { and, asc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { clinic, device, practitioner, user } from '../../domain/tables/people.ts'
import { prepared } from '../prepared.ts'
import { table } from '../schema.ts'
import type { Reader, RecordRow, Seen } from '../types.ts'

const clinics = table(clinic)
const devices = table(device)
const practitioners = table(practitioner)
const users = table(user)

const firstClinic = prepared(orm =>
  orm.select({ id: clinics.id }).from(clinics).orderBy(asc(clinics.id)).limit(1).prepare(),
)

/** The clinic of this database; undefined until the first run is finished. */
export function clinicRow(reader: Reader): RecordRow<typeof clinic> | undefined {
  const first = firstClinic(reader).get()
  return first && reader.get(clinic, first.id)
}

const practitionerIds = prepared(orm =>
  orm.select({ id: practitioners.id }).from(practitioners).orderBy(asc(practitioners.id)).prepare(),
)

/** Every practitioner, also those who left, in the order in which they came. */
export const allPractitioners = (reader: Reader): readonly Seen<typeof practitioner>[] =>
  practitionerIds(reader)
    .all()
    .flatMap(({ id }) => reader.see(practitioner, id) ?? [])

const userIds = prepared(orm =>
  orm
    .select({ id: users.id })
    .from(users)
    .orderBy(sql`${users.displayName} COLLATE NOCASE`, asc(users.id))
    .prepare(),
)

/** Every user, also disabled ones, by name. */
export const allUsers = (reader: Reader): readonly Seen<typeof user>[] =>
  userIds(reader)
    .all()
    .flatMap(({ id }) => reader.see(user, id) ?? [])

const bySignInName = prepared(orm =>
  orm
    .select({ id: users.id })
    .from(users)
    .where(eq(users.signInName, sql.placeholder('name')))
    .prepare(),
)

export const userBySignInName = (reader: Reader, name: string): string | undefined =>
  bySignInName(reader).get({ name })?.id

const otherDevices = prepared(orm =>
  orm
    .select({ code: devices.code })
    .from(devices)
    .where(and(ne(devices.id, sql.placeholder('ownId')), isNotNull(devices.code)))
    .orderBy(asc(devices.id))
    .prepare(),
)

/** Codes of the clinic's other PCs, as far as known here. */
export const otherDeviceCodes = (reader: Reader, ownId: string): readonly string[] =>
  otherDevices(reader)
    .all({ ownId })
    .flatMap(({ code }) => code ?? [])

const namesOfDevices = prepared(orm =>
  orm.select({ id: devices.id, name: devices.name, code: devices.code }).from(devices).prepare(),
)

export const deviceNames = (reader: Reader): ReadonlyMap<string, { readonly name: string; readonly code: string }> =>
  new Map(
    namesOfDevices(reader)
      .all()
      .map(row => [row.id, { name: row.name ?? row.code ?? '', code: row.code ?? '' }]),
  )

const namesOfUsers = prepared(orm => orm.select({ id: users.id, name: users.displayName }).from(users).prepare())

export const userNames = (reader: Reader): ReadonlyMap<string, string> =>
  new Map(
    namesOfUsers(reader)
      .all()
      .map(row => [row.id, row.name ?? '']),
  )
