/** To which headquarters this PC belongs. */
import type { LocalRow, LocalWriter, Reader } from '../../db/types.ts'
import { headquarters } from '../../domain/tables/local-tables.ts'

export type Link = Omit<LocalRow<typeof headquarters>, 'id'>

const ONE = '00000000-0000-7000-8000-000000000001'

/** Undefined for a clinic that works alone. */
export const linkOf = (reader: Reader): Link | undefined => reader.get(headquarters, ONE)

export const putLink = (tx: LocalWriter, link: Link): void => tx.putLocal(headquarters, { ...link, id: ONE })

/** Changes what is known of HQ; without a link there is nothing to change. */
export function changeLink(tx: LocalWriter, change: Partial<Link>): void {
  const link = linkOf(tx)
  if (link !== undefined) putLink(tx, { ...link, ...change })
}
