import { setTimeout as wait } from 'node:timers/promises'
import type { App } from './app.ts'

/** Who asked before the end gets so long for the answer; a connection that says nothing is waited for no longer. Milliseconds. */
const GRACE_MS = 5000

/**
 * Ends in order: first not ready, while whoever asks is still served; then no new connections, and an answer to what is
 * under way.
 */
export async function drain({ server, beginDrain }: App, drainMs: number): Promise<void> {
  beginDrain()
  await wait(drainMs)
  const cut = setTimeout(() => server.server.closeAllConnections(), GRACE_MS)
  await server.close()
  clearTimeout(cut)
}
