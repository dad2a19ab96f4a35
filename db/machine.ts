/** Which machine this is, as its operating system knows it, without administrator rights and without asking anybody. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'

/** A tool of the system answers within milliseconds. One that hangs must not keep the clinic closed. */
const PATIENCE_MS = 30_000

export type MachineSources = {
  readonly platform: NodeJS.Platform
  /** The output of a program of the system; throws when there is none or it fails. */
  readonly run: (program: string, args: readonly string[]) => string
  /** The text of a file, or undefined when there is none; throws when it cannot be read. */
  readonly read: (file: string) => string | undefined
  readonly systemRoot: string
  readonly hostname: () => string
}

const thisSystem: MachineSources = {
  platform: process.platform,
  run: (program, args) =>
    execFileSync(program, [...args], {
      encoding: 'utf8',
      timeout: PATIENCE_MS,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  read: file => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
  systemRoot: process.env['SystemRoot'] ?? 'C:\\Windows',
  hostname,
}

let known: string | undefined

/**
 * The id that the system drew when it was installed; it outlives a new name and a new network card. The host's name where
 * the system has none. Null when the system has an id and does not tell it now: that is no other machine.
 */
export function machineId(): string | null {
  known ??= systemId(thisSystem) ?? undefined
  return known ?? null
}

/** The system's own id, or the host's name where it has none; null when it does not tell. */
export function systemId({ platform, run, read, systemRoot, hostname }: MachineSources): string | null {
  try {
    // By their full paths: a program of the same name in PATH must not answer.
    if (platform === 'win32') {
      const reg = path.win32.join(systemRoot, 'System32', 'reg.exe')
      const asked = ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64']
      return machineGuidIn(run(reg, asked)) ?? null
    }
    if (platform === 'darwin') {
      return platformUuidIn(run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice'])) ?? null
    }
    return machineIdIn(read('/etc/machine-id')) ?? machineIdIn(read('/var/lib/dbus/machine-id')) ?? hostname()
  } catch {
    return null // a policy may forbid these tools, or a system under load not answer in time
  }
}

const GUID = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'

/** From what `reg query` prints, whatever the system's language. */
export const machineGuidIn = (printed: string): string | undefined =>
  new RegExp(`MachineGuid\\s+REG_SZ\\s+(${GUID})`).exec(printed)?.[1]?.toLowerCase()

/** From what `ioreg` prints. */
export const platformUuidIn = (printed: string): string | undefined =>
  new RegExp(`"IOPlatformUUID"\\s*=\\s*"(${GUID})"`).exec(printed)?.[1]?.toLowerCase()

/** From `machine-id(5)`: 32 hexadecimal digits. An image that was not started yet holds nothing, or "uninitialized". */
export const machineIdIn = (text: string | undefined): string | undefined =>
  /^[0-9a-f]{32}$/.exec(text?.trim() ?? '')?.[0]
