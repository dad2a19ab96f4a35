import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { Reader } from './types.ts'

/**
 * A query of drizzle's builder that every connection prepares once. Building one costs thirty times its run, so no query is
 * ever built with its values: they are `sql.placeholder('…')`.
 */
export function prepared<Q>(build: (orm: BetterSQLite3Database) => Q): (reader: Pick<Reader, 'orm'>) => Q {
  const made = new WeakMap<BetterSQLite3Database, Q>()
  return ({ orm }) => {
    const own = orm()
    const query = made.get(own) ?? build(own)
    made.set(own, query)
    return query
  }
}
