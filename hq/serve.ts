/** Headquarters as a server: opens, serves, and ends in order on SIGTERM or SIGINT. */
import type { Config } from './config.ts'
import { buildApp, type DeviceRoutes } from './http/app.ts'
import { drain } from './http/drain.ts'
import { openLog } from './http/log.ts'
import { openPlatform } from './open-platform.ts'
import { renewSeals } from './secrets/renew-seals.ts'
import { syncRoutes } from './sync/routes.ts'

/** Whatever hangs, the process is gone after so long. Milliseconds. */
const HARD_LIMIT_MS = 25_000

/** Everything that devices may ask for. */
const forDevices: readonly DeviceRoutes[] = [syncRoutes]

/** npm passes on a Ctrl+C that the terminal has sent already: within so long it is the same one. Milliseconds. */
const SAME_SIGNAL_MS = 1000

/** Serves until it is told to end. `say` is called once, with the address. */
export async function serve(config: Config, version: string, say: (address: string) => void): Promise<void> {
  const log = openLog(config.logLevel)
  const told = toldToEnd(log)
  const { platform, open, close } = await openPlatform(config, log)
  try {
    await renewSeals(platform, open('job', 1))
    const app = await buildApp({ platform, healthPool: open('app', 1), version, forDevices })
    say(await app.server.listen({ host: config.host, port: config.port }))
    await told
    setTimeout(() => process.exit(1), HARD_LIMIT_MS).unref()
    await drain(app, config.drainMs)
  } finally {
    await close()
  }
}

/**
 * The second signal ends it at once. Whoever started it may pass one on by letting go of the channel: Ctrl+C reaches both,
 * and must not count twice.
 */
function toldToEnd(log: ReturnType<typeof openLog>): Promise<void> {
  return new Promise(resolve => {
    let first: number | undefined
    const end = (why: string): void => {
      log.info({ why }, 'ending')
      resolve()
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        first ??= performance.now()
        if (performance.now() - first > SAME_SIGNAL_MS) process.exit(1)
        end(signal)
      })
    }
    if (process.connected) process.on('disconnect', () => end('disconnect'))
    process.on('uncaughtException', fault => {
      log.error({ err: fault }, 'uncaught')
      process.exitCode = 1
      end('uncaughtException')
    })
  })
}
