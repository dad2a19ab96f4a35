/** Rows per second through apply, over plain encrypted inserts of the same rows into plain tables, in turns. */
import { join } from 'node:path'
import { openConnection } from '../../db/open.ts'
import { quote, type Connection } from '../../db/sqlite.ts'
import type { OpenStore } from '../../db/open-store.ts'
import { trustDevice } from '../../db/trust-device.ts'
import type { Page } from '../../domain/journal/seal.ts'
import { median, timed } from './measure.ts'
import { ROWS_PER_ENTRY } from './mixture.ts'
import { foreignPages, howTo, newStore, valueOf } from './store-fixture.ts'

const ROUNDS = 3
const tables = ['patient', 'bill', 'invoice', 'invoiceLine', 'payment'] as const

export type FoldFigures = { readonly plain: number; readonly fold: number; readonly ratio: number }

export async function measureFold(folder: string, entries: number, seed: number): Promise<FoldFigures> {
  const first = newStore(join(folder, 'fold-0.db'), 'C3N9')
  const pages = await foreignPages(join(folder, 'fold-source.db'), first, entries, seed)
  const key = first.engine.state.keys.get(pages[0]?.device ?? '')?.publicKey ?? ''
  valueOf(first.apply(pages))
  const rows = rowsOf(first)
  first.close()
  const plain: number[] = []
  const fold: number[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    plain.push(await plainRate(join(folder, `plain-${round}.db`), rows))
    const store = newStore(join(folder, `fold-${round}.db`), 'C3N9')
    trustDevice(store, { device: pages[0]?.device ?? '', publicKey: key, hq: false })
    fold.push(await foldRate(store, pages, entries))
    store.close()
  }
  const ratios = fold.map((rate, round) => rate / (plain[round] ?? Number.NaN))
  return { plain: median(plain), fold: median(fold), ratio: median(ratios) }
}

type Rows = ReadonlyMap<string, readonly (readonly (string | number | null)[])[]>

/** The rows as the mixture left them. */
function rowsOf(store: OpenStore): Rows {
  return new Map(tables.map(name => [name, readAll(store.engine.write, name)]))
}

function readAll(connection: Connection, name: string): readonly (readonly (string | number | null)[])[] {
  const columns = connection
    .all<{ name: string }>('SELECT name FROM pragma_table_info(?)', name)
    .flatMap(column => (column.name.startsWith('_') ? [] : [quote(column.name)]))
  return connection.sqlite
    .prepare<[], (string | number | null)[]>(`SELECT ${columns.join(', ')} FROM ${quote(name)}`)
    .raw()
    .all()
}

/** One transaction, one primary key per table, no other index, no check. */
async function plainRate(file: string, rows: Rows): Promise<number> {
  const connection = openConnection({ file, key: howTo(file).key })
  let count = 0
  const inserts = [...rows].map(([name, of]) => {
    const width = of[0]?.length ?? 0
    const columns = Array.from({ length: width - 1 }, (_, n) => `c${n}`)
    connection.sqlite.exec(`CREATE TABLE ${quote(name)} (id TEXT PRIMARY KEY, ${columns.join(', ')})`)
    count += of.length
    return { of, insert: connection.prepare(`INSERT INTO ${quote(name)} VALUES (?${', ?'.repeat(width - 1)})`) }
  })
  const ms = await timed(() => {
    connection.run('BEGIN IMMEDIATE')
    for (const { of, insert } of inserts) for (const row of of) insert.run(...row)
    connection.run('COMMIT')
  })
  connection.close()
  return (count / ms) * 1000
}

async function foldRate(store: OpenStore, pages: readonly Page[], entries: number): Promise<number> {
  const ms = await timed(() => valueOf(store.apply(pages)))
  return ((entries * ROWS_PER_ENTRY) / ms) * 1000
}
