import { setTimeout as wait } from 'node:timers/promises'
import type { App } from './app.ts'

/**
 * Ends in order: first not ready, while whoever asks is still served; then no new connections, and an answer to what is
 * under way.
 */
export async function drain({ server, beginDrain }: App, drainMs: number): Promise<void> {
  beginDrain()
  await wait(drainMs)
  await server.close()
}
