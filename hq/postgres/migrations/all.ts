import type { Migration } from '../migrate.ts'
import { platform } from './0001-platform.ts'

export const migrations: readonly Migration[] = [platform]
