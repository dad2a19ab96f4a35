/**
 * How a device that nobody knows becomes known without HQ: its first entry bears a signature by the key of a device that is
 * known. So a PC restored from a backup goes on as a new device, and every other PC can tell that it is the old one's heir.
 */
import { isRedacted, type HeldChange } from '../domain/journal/entry.ts'
import type { Page } from '../domain/journal/seal.ts'
import type { Json } from '../domain/journal/types.ts'
import { introductionText } from '../domain/sync/protocol.ts'
import type { Engine } from './engine.ts'
import { verifierOf } from './node-crypto.ts'

export type Introduction = {
  readonly device: string
  readonly publicKey: string
  readonly introducedBy: string
}

/** The valid introduction in the first entry of an unknown device; the page's seal has still to be proved with its key. */
export function introductionOf(engine: Engine, page: Page): Introduction | undefined {
  const { keys, self } = engine.state
  const [first] = page.entries
  if (page.after.seq !== 0 || first === undefined || keys.has(page.device)) return undefined
  const said = (group: string, column: string): Json | undefined => valueIn(first.changes, page.device, group, column)
  const publicKey = said('key', 'publicKey')
  const code = said('key', 'code')
  const introducedBy = said('introduction', 'introducedBy')
  const signature = said('introduction', 'introduction')
  if (typeof publicKey !== 'string' || typeof code !== 'string') return undefined
  if (typeof introducedBy !== 'string' || typeof signature !== 'string') return undefined
  const known = keys.get(introducedBy)
  if (known === undefined) return undefined
  const text = introductionText(self.clinic, page.device, code, publicKey)
  return verifierOf(known.publicKey)(text, signature) ? { device: page.device, publicKey, introducedBy } : undefined
}

export function takeIntroduction(engine: Engine, { device, publicKey, introducedBy }: Introduction): void {
  engine.write.run(
    'INSERT OR IGNORE INTO deviceKey (device, publicKey, hq, introducedBy) VALUES (?, ?, 0, ?)',
    device,
    publicKey,
    introducedBy,
  )
  engine.state.keys.set(device, { publicKey, hq: false })
}

function valueIn(changes: readonly HeldChange[], device: string, group: string, column: string): Json | undefined {
  const change = changes.find(
    each => each.op === 'set' && each.table === 'device' && each.id === device && each.group === group,
  )
  return change === undefined || isRedacted(change) ? undefined : change.values[column]
}
