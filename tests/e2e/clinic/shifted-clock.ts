/**
 * Preloaded into the programs of one PC: their wall clock runs ahead by the minutes that stand in a file, so that a spec can
 * let a lock-out pass without waiting for it. Timers run as always. The main process hands it on to those that it starts.
 */
import { existsSync, readFileSync } from 'node:fs'

const file = process.env['CARESYNC_TEST_CLOCK'] ?? ''
const RealDate = Date
const ahead = (): number => (existsSync(file) ? Number(readFileSync(file, 'utf8')) * 60_000 : 0)

const now = (): number => RealDate.now() + ahead()
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})
process.env['NODE_OPTIONS'] = `--import=${import.meta.url}`
