import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { migrate, type Migration } from '../../../../hq/postgres/migrate.ts'
import { migrations } from '../../../../hq/postgres/migrations/all.ts'
import { useCluster } from '../cluster.ts'

const { cluster, emptyDatabase } = useCluster()
const run = promisify(execFile)
const extra: Migration = { name: '9000-extra', sql: 'CREATE TABLE extra (n int)' }

describe('migrations', () => {
  test('four processes that start together: one migrates, the others find it done', async () => {
    const { adminUrl } = await emptyDatabase()
    const program = path.join(import.meta.dirname, 'migrate-once.ts')
    const said = await Promise.all(
      [1, 2, 3, 4].map(() => run(process.execPath, [program, adminUrl, cluster().appPassword])),
    )
    const to = migrations.length
    const results = said.map(({ stdout }) => JSON.parse(stdout) as { readonly value: { readonly from: number } })
    expect(results.toSorted((a, b) => a.value.from - b.value.from)).toEqual([
      { ok: true, value: { from: 0, to } },
      ...[1, 2, 3].map(() => ({ ok: true, value: { from: to, to } })),
    ])
  })

  test('a database of a newer headquarters is refused', async () => {
    const { adminUrl } = await emptyDatabase()
    await migrate(adminUrl, { migrations: [...migrations, extra] })
    expect(await migrate(adminUrl)).toMatchObject({ ok: false, code: 'newer-version' })
  })

  test('a migration that was changed after it was applied is named', async () => {
    const { adminUrl } = await emptyDatabase()
    await migrate(adminUrl, { migrations: [...migrations, extra] })
    const changed = { ...extra, sql: 'CREATE TABLE other (n int)' }
    await expect(migrate(adminUrl, { migrations: [...migrations, changed] })).rejects.toThrow(/9000-extra/)
  })

  test('one that fails leaves nothing of itself and of those before it', async () => {
    const { adminUrl } = await emptyDatabase()
    const broken: Migration = { name: '9001-broken', sql: 'CREATE TABLE half (n int); SELECT nothing_here()' }
    await expect(migrate(adminUrl, { migrations: [...migrations, extra, broken] })).rejects.toThrow(/nothing_here/)
    expect(await migrate(adminUrl)).toEqual({ ok: true, value: { from: 0, to: migrations.length } })
  })
})
