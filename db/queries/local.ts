import type { Json } from '../../domain/journal/types.ts'
import type { Reader } from '../types.ts'

type Credential = {
  readonly id: string
  readonly pinVerifier: string | null
  readonly passwordVerifier: string | null
  readonly failures: number
  readonly lockedUntil: string | null
}

/** Verifiers and wrong tries of a user on this PC; undefined when none were ever set here. */
export const credentialOf = (reader: Reader, userId: string): Credential | undefined =>
  reader.one<Credential>(
    'SELECT id, pinVerifier, passwordVerifier, failures, lockedUntil FROM credential WHERE id = ?',
    userId,
  )

/** Preferences of a scope by name: `pc`, or a user's id. */
export const preferencesOf = (reader: Reader, scope: string): Record<string, Json> =>
  Object.fromEntries(
    reader
      .all<{ name: string; value: string }>('SELECT name, value FROM preference WHERE scope = ?', scope)
      .map(row => [row.name, JSON.parse(row.value) as Json]),
  )

/** The row of one preference, to be replaced. */
export const preferenceId = (reader: Reader, scope: string, name: string): string | undefined =>
  reader.one<{ id: string }>('SELECT id FROM preference WHERE scope = ? AND name = ?', scope, name)?.id

/** What a person is typing in a form. `body` is the JSON text of the form. */
export function draftOf(reader: Reader, userId: string, form: string) {
  const row = reader.one<{ id: string; body: string; savedAt: string }>(
    'SELECT id, body, savedAt FROM draft WHERE userId = ? AND form = ?',
    userId,
    form,
  )
  return row && { id: row.id, text: JSON.parse(row.body) as string, savedAt: row.savedAt }
}

/** Whether anybody can sign in on this PC. */
export const hasCredentials = (reader: Reader): boolean =>
  reader.one<{ id: string }>('SELECT id FROM credential LIMIT 1') !== undefined
