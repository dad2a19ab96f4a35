/** Devices that introduce themselves with the signature of one that is known here. */
import type { Page } from '../domain/journal/seal.ts'
import { introductionIn, type Introduction } from '../domain/sync/introduction.ts'
import type { Engine } from './engine.ts'
import { verifierOf } from './node-crypto.ts'

/** The valid introduction in the first entry of an unknown device; the page's seal has still to be proved with its key. */
export function introductionOf(engine: Engine, page: Page): Introduction | undefined {
  const { keys, self } = engine.state
  if (keys.has(page.device)) return undefined
  return introductionIn(
    self.clinic,
    (device, text, signature) => {
      const known = keys.get(device)
      return known === undefined ? undefined : verifierOf(known.publicKey)(text, signature)
    },
    page,
  )
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
