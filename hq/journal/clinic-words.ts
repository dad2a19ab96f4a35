import { z } from 'zod'
import type { Tx } from '../postgres/pool.ts'

export type ClinicWords = { readonly displayName: string; readonly city: string }

const body = z.object({
  identity: z.object({ displayName: z.string() }),
  contact: z.object({ city: z.string() }),
})

/** What a clinic calls itself in its own journal; undefined until that came. */
export async function clinicWords(tx: Tx, clinic: string): Promise<ClinicWords | undefined> {
  const { rows } = await tx.query<{ body: string }>(
    `SELECT body FROM record WHERE clinic_id = $1 AND kind = 'clinic' AND id = $2`,
    [clinic, clinic],
  )
  const [row] = rows
  const read = row === undefined ? undefined : body.safeParse(JSON.parse(row.body))
  return read?.success === true
    ? { displayName: read.data.identity.displayName, city: read.data.contact.city }
    : undefined
}
