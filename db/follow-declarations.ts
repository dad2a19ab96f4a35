/** After an update: the declared tables in their new form, and what could not be read before folded again. */
import { transaction, type Engine } from './engine.ts'
import { beginFolding } from './fold-into.ts'
import { markAll } from './fold-rulings.ts'
import { rebuildPatientIndex } from './patient-index.ts'
import { isStorageFault } from './read-only.ts'
import { FILLING, shapeHash, shapeTables, type Declared } from './shape.ts'
import type { Connection } from './sqlite.ts'

/** Brings tables and rows to the declarations when these changed, and returns the engine that `make` makes over them. */
export function followDeclarations(write: Connection, declared: Declared, make: () => Engine): Engine {
  const shape = shapeHash(declared.tables)
  const held = write.one<{ shape: string }>('SELECT shape FROM self')
  if (held?.shape === shape) return make()
  write.run('BEGIN IMMEDIATE')
  try {
    shapeTables(write, declared.tables)
    write.run('COMMIT')
  } catch (error) {
    if (write.sqlite.inTransaction) write.run('ROLLBACK')
    throw error
  }
  const engine = make()
  // Whoever filled this database did not come to its end.
  if (held?.shape === FILLING) transaction(engine, () => ({ keep: true, result: rebuildPatientIndex(write) }))
  refoldDeferred(engine)
  retrySetAside(engine)
  // Written last: after a crash in between, everything is done again.
  write.run('UPDATE self SET shape = ?, tables = ?', shape, declared.version)
  return engine
}

function refoldDeferred(engine: Engine): void {
  transaction(engine, () => {
    const folding = beginFolding(engine)
    const deferred = engine.write.all<{ tableName: string; record: string }>(
      'SELECT tableName, record FROM irregular WHERE deferred = 1',
    )
    for (const { tableName, record } of deferred) folding.mark(tableName, record)
    folding.finish()
    return { keep: true, result: undefined }
  })
}

/** Tries each entry that was set aside alone; one that still breaks the fold stays aside. */
export function retrySetAside(engine: Engine): void {
  for (const n of engine.state.setAside) {
    try {
      transaction(engine, () => {
        engine.state.setAside.delete(n)
        engine.write.run('DELETE FROM setAside WHERE n = ?', n)
        const folding = beginFolding(engine)
        markAll(engine, n, folding.mark)
        folding.finish()
        return { keep: true, result: undefined }
      })
    } catch (error) {
      if (isStorageFault(error)) throw error
    }
  }
}
