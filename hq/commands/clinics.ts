import type { Pool } from 'pg'

export type ClinicLine = { readonly clinic: string; readonly displayName: string; readonly city: string }

/** Every clinic; `jobPool` is of the role `job`, which alone may list them. */
export async function listClinics(jobPool: Pool): Promise<readonly ClinicLine[]> {
  const { rows } = await jobPool.query<ClinicLine>(
    'SELECT clinic_id AS clinic, display_name AS "displayName", city FROM clinic ORDER BY created_at, clinic_id',
  )
  return rows
}
