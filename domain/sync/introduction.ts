/**
 * How a device becomes known through journals: a device that is known writes its key, or its own first entry bears a
 * signature by the key of a device that is known. So a PC restored from a backup goes on as a new device, and everybody
 * can tell that it is the old one's heir.
 */
import { isRedacted, type HeldChange } from '../journal/entry.ts'
import type { Page, Verify } from '../journal/seal.ts'
import type { Json } from '../journal/types.ts'
import { introductionText } from './protocol.ts'

export type SaidKey = { readonly device: string; readonly publicKey: string }
export type Introduction = SaidKey & { readonly introducedBy: string }

/** The valid introduction in the first entry of a page's device; the page's seal has still to be proved with its key. */
export function introductionIn(clinic: string, verify: Verify, page: Page): Introduction | undefined {
  const [first] = page.entries
  if (page.after.seq !== 0 || first === undefined) return undefined
  const said = (group: string, column: string): Json | undefined => valueIn(first.changes, page.device, group, column)
  const publicKey = said('key', 'publicKey')
  const code = said('key', 'code')
  const introducedBy = said('introduction', 'introducedBy')
  const signature = said('introduction', 'introduction')
  if (typeof publicKey !== 'string' || typeof code !== 'string') return undefined
  if (typeof introducedBy !== 'string' || typeof signature !== 'string') return undefined
  const vouched = verify(introducedBy, introductionText(clinic, page.device, code, publicKey), signature)
  return vouched === true ? { device: page.device, publicKey, introducedBy } : undefined
}

/** The keys that an entry gives to devices. */
export function keysSaidIn(changes: readonly HeldChange[]): readonly SaidKey[] {
  return changes.flatMap(change => {
    if (change.table !== 'device' || change.op !== 'set' || change.group !== 'key' || isRedacted(change)) return []
    const publicKey = change.values['publicKey']
    return typeof publicKey === 'string' && /^[0-9a-f]{64}$/.test(publicKey) ? { device: change.id, publicKey } : []
  })
}

function valueIn(changes: readonly HeldChange[], device: string, group: string, column: string): Json | undefined {
  const change = changes.find(
    each => each.op === 'set' && each.table === 'device' && each.id === device && each.group === group,
  )
  return change === undefined || isRedacted(change) ? undefined : change.values[column]
}
