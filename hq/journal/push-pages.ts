/** A push from beginning to end. An entry that breaks the fold or that SQL refuses does not keep the others back. */
import { DatabaseError } from 'pg'
import type { VersionVector } from '../../domain/journal/types.ts'
import { FoldFault } from './fold-fault.ts'
import type { JournalStore } from './journal-store.ts'
import { everything, takePages, type ClinicAtHq, type Portion, type Taken } from './take-pages.ts'
import type { Verified } from './verify.ts'

/** Runs work in one transaction of the clinic, and again from the beginning when the database gave it up. */
export type Transact = <T>(work: (store: JournalStore) => Promise<T>) => Promise<T>

/**
 * The entry at fault is found by halving: what goes before it is committed in smaller and smaller portions, then it is
 * kept alone with its values set aside. An error that is not the data's is thrown on.
 */
export async function pushPages(transact: Transact, at: ClinicAtHq, verified: Verified): Promise<Taken> {
  const total = verified.pages.reduce((sum, { chain }) => sum + chain.length, 0)
  let portion: Portion = everything
  let applied = 0
  let known: number | undefined
  let given: VersionVector = {}
  for (;;) {
    try {
      const taken = await transact(store => takePages(store, at, verified.pages, portion))
      applied += taken.applied
      known ??= taken.known
      given = { ...given, ...taken.given }
      if (!taken.left) {
        return { ...taken, applied, known, given, refused: [...verified.refused, ...taken.refused] }
      }
      portion = everything
    } catch (error) {
      if (!isOfTheData(error) || portion.aside !== null) throw error
      portion = smaller(portion, total, error)
    }
  }
}

function smaller(portion: Portion, total: number, error: unknown): Portion {
  const limit = Math.ceil(Math.min(portion.limit, total) / 2)
  return Math.min(portion.limit, total) > 1 ? { limit, aside: null } : { limit: 1, aside: detailOf(error) }
}

/**
 * The fold's own errors, and PostgreSQL's classes 22 (data), 23 (integrity) and 54 (limits), which speak of what was
 * written. Everything else is the database's trouble, however it is told. Source: PostgreSQL 18, appendix A.
 */
function isOfTheData(error: unknown): boolean {
  if (error instanceof FoldFault) return true
  return error instanceof DatabaseError && /^(22|23|54)/.test(error.code ?? '')
}

/** What support is told: the kind of the error, never the values that it may quote. */
function detailOf(error: unknown): string {
  if (error instanceof DatabaseError) return `${error.name} ${error.code ?? ''}`
  const fault = error instanceof FoldFault ? error.cause : error
  return fault instanceof Error ? fault.name : 'unknown'
}
