import { and, eq, sql } from 'drizzle-orm'
import type { Json } from '../../domain/journal/types.ts'
import { credential, draft, preference } from '../../domain/tables/local-tables.ts'
import { prepared } from '../prepared.ts'
import { table } from '../schema.ts'
import type { LocalRow, Reader } from '../types.ts'

const credentials = table(credential)
const drafts = table(draft)
const preferences = table(preference)

const credentialById = prepared(orm =>
  orm
    .select()
    .from(credentials)
    .where(eq(credentials.id, sql.placeholder('userId')))
    .prepare(),
)

/** Verifiers and wrong tries of a user on this PC; undefined when none were ever set here. */
export const credentialOf = (reader: Reader, userId: string): LocalRow<typeof credential> | undefined =>
  credentialById(reader).get({ userId })

const preferencesByScope = prepared(orm =>
  orm
    .select({ name: preferences.name, value: preferences.value })
    .from(preferences)
    .where(eq(preferences.scope, sql.placeholder('scope')))
    .prepare(),
)

/** Preferences of a scope by name: `pc`, or a user's id. */
export const preferencesOf = (reader: Reader, scope: string): Record<string, Json> =>
  Object.fromEntries(
    preferencesByScope(reader)
      .all({ scope })
      .map(({ name, value }) => [name, value]),
  )

const preferenceByName = prepared(orm =>
  orm
    .select({ id: preferences.id })
    .from(preferences)
    .where(and(eq(preferences.scope, sql.placeholder('scope')), eq(preferences.name, sql.placeholder('name'))))
    .prepare(),
)

/** The row of one preference, to be replaced. */
export const preferenceId = (reader: Reader, scope: string, name: string): string | undefined =>
  preferenceByName(reader).get({ scope, name })?.id

const draftByForm = prepared(orm =>
  orm
    .select({ id: drafts.id, body: drafts.body, savedAt: drafts.savedAt })
    .from(drafts)
    .where(and(eq(drafts.userId, sql.placeholder('userId')), eq(drafts.form, sql.placeholder('form'))))
    .prepare(),
)

/** What a person is typing in a form. `text` is the JSON text of the form. */
export function draftOf(reader: Reader, userId: string, form: string) {
  const row = draftByForm(reader).get({ userId, form })
  return row && { id: row.id, text: String(row.body), savedAt: row.savedAt }
}

const anyCredential = prepared(orm => orm.select({ id: credentials.id }).from(credentials).limit(1).prepare())

/** Whether anybody can sign in on this PC. */
export const hasCredentials = (reader: Reader): boolean => anyCredential(reader).get() !== undefined
