/**
 * Filling an empty clinic: its indexes and the search of patients are left out while rows come in, and made at the end, each
 * in one sorted go. An index of random keys costs every row a page of its own once it has outgrown the cache.
 *
 * A database that is being filled says so in its shape. When the power goes before the end, the next opening finds a shape
 * that no version has, and makes what is missing.
 */
import { ok, type Outcome } from '../domain/errors.ts'
import { transaction, type Engine } from './engine.ts'
import type { OpenStore } from './open-store.ts'
import { rebuildPatientIndex } from './patient-index.ts'
import { dropIndexes, FILLING, shapeTables } from './shape.ts'

/** Runs `fill` on a database without indexes. Throws as `fill` does; the next opening then makes what is missing. */
export async function withoutIndexes<R>(
  store: OpenStore,
  fill: () => Promise<Outcome<R>>,
  onIndexes?: (made: number, of: number) => void,
): Promise<Outcome<R>> {
  const { engine } = store
  const tables = [...engine.registry.tables.values()]
  const shape = engine.write.one<{ shape: string }>('SELECT shape FROM self')?.shape
  if (shape === undefined) throw new Error('the database belongs to no device')
  const begun = store.guarded(() => {
    change(engine, () => {
      saveShape(engine, FILLING)
      dropIndexes(engine.write, tables)
    })
    return ok(null)
  })
  if (!begun.ok) return begun
  const filled = await fill()
  const parts = [
    ...tables.map(table => () => shapeTables(engine.write, [table])),
    () => rebuildPatientIndex(engine.write),
    () => saveShape(engine, shape),
  ]
  for (const [index, part] of parts.entries()) {
    const made = store.guarded(() => {
      change(engine, part)
      engine.checkpointer.afterCommit()
      return ok(null)
    })
    if (!made.ok) return made
    onIndexes?.(index + 1, parts.length)
    await new Promise(resolve => setImmediate(resolve))
  }
  return filled
}

const change = (engine: Engine, work: () => void): void => transaction(engine, () => ({ keep: true, result: work() }))

const saveShape = (engine: Engine, shape: string): void => {
  engine.write.run('UPDATE self SET shape = ?', shape)
}
