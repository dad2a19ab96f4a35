/**
 * PostgreSQL beside headquarters, for an installation without a database server. A cluster that outlived its headquarters
 * (`kill -9`) is adopted, not started a second time.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { findBinaries } from './binaries.ts'
import { dataOf, ensureCluster, isAlive, readSecrets, type ClusterSecrets } from './make-cluster.ts'
import { postgresUser, type User } from './run-as.ts'
import { runProgram } from './run-program.ts'

export type Cluster = {
  readonly port: number
  /** Whether it already ran. */
  readonly adopted: boolean
  /** As superuser: makes databases, roles and migrations. */
  readonly adminUrl: (database: string) => string
  /** For `openPool`; the login is there once `migrate` has made it. */
  readonly appUrl: (database: string) => string
  readonly appPassword: string
  /** Fast shutdown: whoever is connected is cut off in order. */
  readonly stop: () => Promise<void>
  /** Stops it unless another process still uses it. */
  readonly leave: () => Promise<void>
}

/** `lost`: the server crashed and is being started again; `back`: it runs; `gone`: it could not be started again. */
export type ClusterNews = { readonly news: 'lost' | 'back' } | { readonly news: 'gone'; readonly fault: unknown }

export type ClusterOptions = {
  readonly folder: string
  /** Whom PostgreSQL runs as when headquarters runs as root. */
  readonly user?: string | undefined
  /** Server settings of this start only, e.g. `{ fsync: 'off' }` in a test. */
  readonly settings?: Readonly<Record<string, string>>
  readonly tell?: (news: ClusterNews) => void
}

type Place = {
  readonly folder: string
  readonly data: string
  readonly pgCtl: string
  readonly user: User | undefined
  readonly secrets: ClusterSecrets
}

const START_MS = 60_000

/** Throws with a sentence when PostgreSQL cannot run here. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = path.resolve(options.folder)
  const user = postgresUser(process.getuid?.(), options.user)
  const binaries = findBinaries(process.platform, process.arch)
  await ensureCluster(folder, { binaries, user, random: randomBytes })
  const place = {
    folder,
    data: realpathSync(dataOf(folder)),
    pgCtl: binaries.pgCtl,
    user,
    secrets: readSecrets(folder),
  }
  const found = await adopt(place)
  if (found !== undefined) return useCluster(place, options, found, true)
  const refused = await start(place, options.settings ?? {})
  const running = await adopt(place)
  if (running === undefined) throw new Error(`PostgreSQL did not start: ${refused ?? lastLines(place)}`)
  return useCluster(place, options, running, refused !== undefined)
}

async function useCluster(place: Place, options: ClusterOptions, port: number, adopted: boolean): Promise<Cluster> {
  const { secrets } = place
  const url = (login: string, password: string, database: string): string =>
    `postgresql://${login}:${password}@127.0.0.1:${port}/${database}`
  const adminUrl = (database: string): string => url('postgres', secrets.admin, database)
  const presence = await keepPresence(adminUrl('postgres'), options.tell ?? (() => undefined), async () => {
    if ((await adopt(place)) === undefined) await start(place, options.settings ?? {}, port)
  })
  const stop = async (): Promise<void> => {
    await presence.end()
    const args = ['stop', '-D', place.data, '-m', 'fast', '-w', '-t', '25']
    const { status, output } = await runProgram(place.pgCtl, args, { user: place.user, cwd: place.folder })
    if (status !== 0 && runningPort(place) !== undefined) throw new Error(`PostgreSQL did not stop: ${output}`)
  }
  return {
    port,
    adopted,
    adminUrl,
    appUrl: database => url('caresync_login', secrets.app, database),
    appPassword: secrets.app,
    stop,
    leave: async () => {
      const isAlone = await presence.isAlone()
      await presence.end()
      if (isAlone) await stop()
    },
  }
}

const PRESENT = 'caresync-hq-present'

type Presence = {
  /** Whether no other process uses the cluster. */
  readonly isAlone: () => Promise<boolean>
  readonly end: () => Promise<void>
}

/**
 * A connection that is held as long as the cluster is used, so that another process does not stop it meanwhile. When it
 * breaks, the server crashed or was killed: `revive` starts it again where it was.
 */
async function keepPresence(
  url: string,
  tell: (news: ClusterNews) => void,
  revive: () => Promise<void>,
): Promise<Presence> {
  let ended = false
  let held: Client | undefined
  let reviving: Promise<void> | undefined
  const hold = async (): Promise<void> => {
    const client = new Client({ connectionString: url, application_name: PRESENT })
    client.once('error', () => {
      held = undefined
      // Once connected, a client may say twice that it is not any more.
      client.on('error', () => undefined)
      if (ended) return
      tell({ news: 'lost' })
      reviving = revive()
        .then(hold)
        .then(
          () => tell({ news: 'back' }),
          (fault: unknown) => tell({ news: 'gone', fault }),
        )
    })
    await client.connect()
    held = client
  }
  await hold()
  return {
    isAlone: async () => {
      await reviving
      const found = await held?.query<{ others: number }>(
        `SELECT count(*)::int AS others FROM pg_stat_activity
           WHERE application_name = '${PRESENT}' AND pid <> pg_backend_pid()`,
      )
      return (found?.rows[0]?.others ?? 0) === 0
    },
    end: async () => {
      ended = true
      await reviving
      await held?.end()
      held = undefined
    },
  }
}

/** The port of the server that runs on this data, once it answers to our password. */
async function adopt(place: Place): Promise<number | undefined> {
  const deadline = Date.now() + START_MS
  for (let port = runningPort(place); port !== undefined; port = runningPort(place)) {
    if (await answers(place, port)) return port
    if (Date.now() > deadline) return undefined
    await wait(25)
  }
  return undefined
}

/** As `postmaster.pid` says, see PostgreSQL's `miscadmin.h`: process id first, port fourth. */
function runningPort({ data }: Place): number | undefined {
  const file = path.join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  return isAlive(Number(pid)) && Number(port) > 0 ? Number(port) : undefined
}

async function answers(place: Place, port: number): Promise<boolean> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: place.secrets.admin,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  })
  // What breaks the connection also fails the query.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (fault) {
    if (isStillStarting(fault)) return false
    throw new Error(`PostgreSQL runs on port ${port} but does not let headquarters in.`, { cause: fault })
  }
  try {
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    return rows[0]?.data_directory === place.data
  } finally {
    await client.end()
  }
}

/** 57P03: it does not accept connections yet, or not any more. */
const isStillStarting = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && ['ECONNREFUSED', 'ECONNRESET', '57P03'].includes(String(fault.code))

/** Why it was not started, when it was not: perhaps another process was faster. */
async function start(
  place: Place,
  settings: Readonly<Record<string, string>>,
  port?: number,
): Promise<string | undefined> {
  const options = Object.entries({ ...settings, port: String(port ?? (await freePort())) }).map(
    ([name, value]) => `-c ${name}=${value}`,
  )
  const args = [
    'start',
    '-D',
    place.data,
    '-w',
    '-t',
    '60',
    '-l',
    path.join(place.data, 'start.log'),
    '-o',
    options.join(' '),
  ]
  const { status, output } = await runProgram(place.pgCtl, args, { user: place.user, cwd: place.folder })
  return status === 0 ? undefined : output
}

function lastLines({ data }: Place): string {
  return readFileSync(path.join(data, 'start.log'), 'utf8').trim().split('\n').slice(-3).join(' ')
}

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

/** Makes a database of the owner's if it is not there; safe when several processes do so at once. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
    // 42P04 and 23505: another process made it between the two statements.
    if (code !== '42P04' && code !== '23505') throw fault
  } finally {
    await client.end()
  }
}
