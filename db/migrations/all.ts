import type { Migration } from '../migrate.ts'
import { journal } from './0001-journal.ts'

/** In order, without a gap. A rise of `schemaVersion` in domain/tables comes with a migration, be it an empty one. */
export const migrations: readonly Migration[] = [journal]
