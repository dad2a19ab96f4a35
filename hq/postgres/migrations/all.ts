import type { Migration } from '../migrate.ts'
import { platform } from './0001-platform.ts'
import { journal } from './0002-journal.ts'
import { heirs } from './0003-heirs.ts'

export const migrations: readonly Migration[] = [platform, journal, heirs]
