/** Headquarters for a spec: the real program on a PostgreSQL of its own, that can be stopped and started again. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startHeadquarters } from '../../../scripts/demo/headquarters.ts'
import { test as base } from '../clinic/application.ts'

export type Platform = {
  readonly address: string
  /** A code with which a PC joins a clinic, or brings one. */
  code(clinic?: string): Promise<string>
  /** Ends it in order; the PCs lose their line. */
  down(): Promise<void>
  /** Starts it again at the same address. */
  up(): Promise<void>
}

export const test = base.extend<{ readonly hq: Platform }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from the pattern
  hq: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'caresync-hq-'))
    // PostgreSQL runs as another user when the specs run as root.
    chmodSync(folder, 0o755)
    const port = await freePort()
    const start = () => startHeadquarters(folder, port, new AbortController().signal)
    let running = await start()
    await use({
      address: running.address,
      code: clinic => running.code(clinic),
      down: () => running.end(),
      up: async () => {
        running = await start()
      },
    })
    await running.end()
    rmSync(folder, { recursive: true, force: true })
  },
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
