import type { Migration } from '../migrate.ts'

/** Which device vouched for a device that came without a code, so that it is locked out with it. */
export const heirs: Migration = {
  name: '0003-heirs',
  sql: 'ALTER TABLE device ADD COLUMN introduced_by uuid',
}
