import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { ensureDatabase, startCluster, type Cluster, type ClusterOptions } from '../../../../hq/postgres/cluster.ts'
import { migrate } from '../../../../hq/postgres/migrate.ts'
import { reachableFolder } from '../cluster.ts'

const started: Cluster[] = []
const folders: string[] = []
afterEach(async () => {
  for (const cluster of started.splice(0)) await cluster.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = reachableFolder()
  folders.push(folder)
  return folder
}

async function start(options: ClusterOptions): Promise<Cluster> {
  const cluster = await startCluster(options)
  started.push(cluster)
  return cluster
}

async function ask<Row extends object>(url: string, sql: string): Promise<Row | undefined> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows[0]
  } finally {
    await client.end()
  }
}

const pidOf = (folder: string): number =>
  Number(readFileSync(path.join(folder, 'cluster/data/postmaster.pid'), 'utf8').split('\n')[0])

const hold = (folder: string): ChildProcess =>
  fork(path.join(import.meta.dirname, 'hold-cluster.ts'), [folder], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })

async function portOf(holder: ChildProcess): Promise<number> {
  const [said] = (await once(holder.stdout ?? holder, 'data')) as [Buffer]
  return Number(said.toString())
}

test('a new cluster speaks UTF-8, checks passwords, listens on this machine only and waits for the disk', async () => {
  const folder = newFolder()
  const { adminUrl, port } = await start({ folder })
  const settings = await ask(
    adminUrl('postgres'),
    `SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS listen,
       current_setting('unix_socket_directories') AS sockets, current_setting('password_encryption') AS passwords,
       current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums,
       (SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()) AS locale,
       (SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules) AS auth`,
  )
  expect(settings).toEqual({
    encoding: 'UTF8',
    listen: '127.0.0.1',
    sockets: '',
    passwords: 'scram-sha-256',
    fsync: 'on',
    checksums: 'on',
    locale: 'b C.UTF-8',
    auth: 'scram-sha-256',
  })
  expect(statSync(path.join(folder, 'cluster/secrets.json')).mode & 0o777).toBe(0o600)
  await expect(ask(`postgresql://postgres:password@127.0.0.1:${port}/postgres`, 'SELECT 1')).rejects.toThrow(/password/)
})

test.runIf(process.platform === 'linux')('it does not run as root', async () => {
  const folder = newFolder()
  await start({ folder })
  expect(statSync(`/proc/${pidOf(folder)}`).uid).not.toBe(0)
})

test('a second start finds it running, and who leaves first leaves it to the other', async () => {
  const folder = newFolder()
  const first = await startCluster({ folder })
  const second = await startCluster({ folder })
  expect([first.adopted, second.adopted, second.port]).toEqual([false, true, first.port])
  await first.leave()
  expect(await ask(second.adminUrl('postgres'), 'SELECT 1 AS one')).toEqual({ one: 1 })
  await second.leave()
  await expect(ask(second.adminUrl('postgres'), 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/)
})

test('a cluster whose headquarters was killed is adopted, with what was committed', async () => {
  const folder = newFolder()
  const holder = hold(folder)
  const port = await portOf(holder)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const cluster = await start({ folder })
  expect(cluster.adopted).toBe(true)
  expect(cluster.port).toBe(port)
})

test('a killed server recovers with every acknowledged row', async () => {
  const folder = newFolder()
  const back = Promise.withResolvers<void>()
  const { adminUrl } = await start({
    folder,
    tell: ({ news }) => {
      if (news === 'back') back.resolve()
      if (news === 'gone') back.reject(new Error('it was not started again'))
    },
  })
  const client = new Client({ connectionString: adminUrl('postgres') })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('CREATE TABLE kept (n int)')
  let acknowledged = 0
  const writing = (async () => {
    for (;;) {
      await client.query('INSERT INTO kept VALUES ($1)', [acknowledged + 1])
      acknowledged += 1
      if (acknowledged === 50) process.kill(pidOf(folder), 'SIGKILL')
    }
  })()
  await expect(writing).rejects.toThrow()
  await back.promise
  const kept = await ask<{ rows: number }>(adminUrl('postgres'), 'SELECT count(*)::int AS rows FROM kept')
  expect(kept?.rows).toBeGreaterThanOrEqual(acknowledged)
})

test('a server that was killed while it is used is started again where it was', async () => {
  const folder = newFolder()
  const news: string[] = []
  const back = Promise.withResolvers<void>()
  const { adminUrl } = await start({
    folder,
    tell: told => {
      news.push(told.news)
      if (told.news === 'back') back.resolve()
    },
  })
  const before = pidOf(folder)
  process.kill(before, 'SIGKILL')
  await back.promise
  expect(news).toEqual(['lost', 'back'])
  expect(pidOf(folder)).not.toBe(before)
  expect(await ask(adminUrl('postgres'), 'SELECT 1 AS one')).toEqual({ one: 1 })
})

test('four processes that start on one new folder at once make one cluster', async () => {
  const folder = newFolder()
  const holders = [1, 2, 3, 4].map(() => hold(folder))
  const ports = await Promise.all(holders.map(holder => portOf(holder)))
  for (const holder of holders) holder.kill('SIGKILL')
  const cluster = await start({ folder })
  expect(ports).toEqual([cluster.port, cluster.port, cluster.port, cluster.port])
  expect(readdirSync(folder)).toEqual(['cluster'])
}, 180_000)

test.runIf(process.getuid?.() === 0)(
  'a folder that the other user may not enter is refused with a sentence',
  async () => {
    const closed = path.join(newFolder(), 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0o700)
    await expect(startCluster({ folder: path.join(closed, 'postgres') })).rejects.toThrow(
      /refuses to run as root, and the user “\w+”, as whom it would run, may not enter .*closed/,
    )
  },
)

test('a database keeps Hindi and sorts the same on every machine', async () => {
  const { adminUrl } = await start({ folder: newFolder() })
  await ensureDatabase(adminUrl('postgres'), 'caresync')
  await ensureDatabase(adminUrl('postgres'), 'caresync')
  expect(
    await ask(adminUrl('caresync'), `SELECT 'शांति' AS name, length('शांति') AS letters, 'Z' < 'a' AS bytewise`),
  ).toEqual({
    name: 'शांति',
    letters: 5,
    bytewise: true,
  })
})

test('what serves requests logs in without rights and cannot take on those of the owner', async () => {
  const { adminUrl, appUrl, appPassword } = await start({ folder: newFolder() })
  await migrate(adminUrl('postgres'), { appPassword })
  await expect(ask(appUrl('postgres'), 'SELECT * FROM clinic')).rejects.toThrow(/permission denied/)
  for (const role of ['postgres', 'caresync_owner']) {
    await expect(ask(appUrl('postgres'), `SET ROLE ${role}`)).rejects.toThrow(/permission denied/)
  }
})
