/** Headquarters as a server: opens, serves, and ends in order on SIGTERM or SIGINT. */
import type { Config } from './config.ts'
import { buildApp, type DeviceRoutes } from './http/app.ts'
import { drain } from './http/drain.ts'
import { openLog } from './http/log.ts'
import { openPlatform } from './open-platform.ts'
import { syncRoutes } from './sync/routes.ts'

/** Whatever hangs, the process is gone after so long. Milliseconds. */
const HARD_LIMIT_MS = 25_000

/** Everything that devices may ask for. */
const forDevices: readonly DeviceRoutes[] = [syncRoutes]

/** Serves until it is told to end. `say` is called once, with the address. */
export async function serve(config: Config, version: string, say: (address: string) => void): Promise<void> {
  const log = openLog(config.logLevel)
  const { platform, open, close } = await openPlatform(config, log)
  const app = await buildApp({ platform, healthPool: open('app', 1), version, forDevices })
  const address = await app.server.listen({ host: config.host, port: config.port })
  say(address)
  await toldToEnd(log)
  const limit = setTimeout(() => process.exit(1), HARD_LIMIT_MS)
  await drain(app, config.drainMs)
  await close()
  clearTimeout(limit)
}

/** The second time it is told, it ends at once. */
function toldToEnd(log: ReturnType<typeof openLog>): Promise<void> {
  return new Promise(resolve => {
    let told = false
    const end = (why: string): void => {
      if (told) process.exit(1)
      told = true
      log.info({ why }, 'ending')
      resolve()
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(signal))
    if (process.connected) process.on('disconnect', () => end('disconnect'))
    process.on('uncaughtException', fault => {
      log.error({ err: fault }, 'uncaught')
      process.exitCode = 1
      end('uncaughtException')
    })
  })
}
