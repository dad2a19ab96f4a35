/** Makes the folder of a PostgreSQL cluster: its data and, beside it, the passwords of its two logins. */
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Binaries } from './binaries.ts'
import { assertReachable, type User } from './run-as.ts'
import { runProgram } from './run-program.ts'

const secrets = z.object({ admin: z.string().min(32), app: z.string().min(32) })
export type ClusterSecrets = z.output<typeof secrets>

export const dataOf = (folder: string): string => path.join(folder, 'cluster', 'data')
const secretsOf = (cluster: string): string => path.join(cluster, 'secrets.json')

export const readSecrets = (folder: string): ClusterSecrets =>
  secrets.parse(JSON.parse(readFileSync(secretsOf(path.join(folder, 'cluster')), 'utf8')))

/** What every cluster of ours is set to; none of it lets a row's content into the server's log. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '100',
  logging_collector: 'on',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
} as const

/**
 * Idempotent, and safe when several processes begin at once: each makes its own, the first rename wins, the others throw
 * theirs away.
 */
export async function ensureCluster(
  folder: string,
  how: {
    readonly binaries: Binaries
    readonly user: User | undefined
    readonly random: (bytes: number) => Uint8Array
  },
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  if (how.user !== undefined) assertReachable(how.user, folder)
  dropLeftovers(folder)
  if (existsSync(path.join(folder, 'cluster'))) return
  const made = path.join(folder, `new-${process.pid}`)
  mkdirSync(made)
  if (how.user !== undefined) chmodSync(made, 0o711)
  const password = (): string => Buffer.from(how.random(24)).toString('hex')
  const secret = { admin: password(), app: password() }
  writeFileSync(secretsOf(made), JSON.stringify(secret), { mode: 0o600 })
  await initialise(made, secret.admin, how)
  try {
    renameSync(made, path.join(folder, 'cluster'))
  } catch (fault) {
    rmSync(made, { recursive: true, force: true })
    if (!existsSync(path.join(folder, 'cluster'))) throw fault
  }
}

async function initialise(
  made: string,
  password: string,
  { binaries, user }: { readonly binaries: Binaries; readonly user: User | undefined },
): Promise<void> {
  const data = path.join(made, 'data')
  const passwordFile = path.join(made, 'password')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user !== undefined) for (const each of [data, passwordFile]) chownSync(each, user.uid, user.gid)
  const args = [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
  ]
  const { status, output } = await runProgram(binaries.initdb, args, { user, cwd: made })
  rmSync(passwordFile)
  if (status === 0) return
  rmSync(made, { recursive: true, force: true })
  throw new Error(`PostgreSQL could not make its folder: ${output}`)
}

/** Of processes that ended while they made one. */
function dropLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(/^new-(\d+)$/.exec(name)?.[1])
    if (pid > 0 && !isAlive(pid)) rmSync(path.join(folder, name), { recursive: true, force: true })
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    // EPERM: alive, and of another user.
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM'
  }
}
