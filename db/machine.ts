/** Which machine this is, as far as the operating system tells without asking anybody. */
import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'

const places = ['/etc/machine-id', '/var/lib/dbus/machine-id'] as const

/** The shell passes a better one on Windows and macOS, where it lies in the registry. */
export function machineId(): string {
  for (const place of places) if (existsSync(place)) return readFileSync(place, 'utf8').trim()
  return hostname()
}
