/** The inner parts of an open store that its files share. Outside of `db/` only `Store` is seen. */
import type { Registry } from '../domain/journal/registry.ts'
import type { Reading } from '../domain/journal/gather.ts'
import type { Sign } from '../domain/journal/seal.ts'
import type { Checkpointer } from './checkpointer.ts'
import type { DOOR } from './ddl.ts'
import type { Connection } from './sqlite.ts'
import { loadState, type State } from './state.ts'
import type { RowWriter } from './row-writer.ts'
import type { Reader } from './types.ts'

export type Ports = {
  /** Unix milliseconds. */
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly newId: () => string
}

export type Engine = {
  readonly file: string
  /** Of the database, 64 hexadecimal digits. */
  readonly key: string
  readonly write: Connection
  /** Another connection for reading, so that a long report keeps nobody waiting; the same one for a store in memory. */
  readonly read: Connection
  readonly registry: Registry
  readonly rows: ReadonlyMap<string, RowWriter>
  readonly ports: Ports
  readonly checkpointer: Checkpointer
  /** Reading over `write`, inside of commits. */
  readonly writeReader: Reader
  state: State
  sign: Sign
}

/** In which light this PC reads the journal. */
export function readingOf(engine: Engine): Reading {
  const { state, registry } = engine
  return { registry, isQuarantined: hash => state.quarantined.has(hash), redactedUpTo: state.redactedUpTo }
}

export const setDoor = (engine: Engine, state: (typeof DOOR)[keyof typeof DOOR]): void => {
  engine.write.run('UPDATE self SET door = ? WHERE one = 1', state)
}

/**
 * One write transaction; `work` leaves the door closed. An error rolls back and is thrown on; so does `rollback`, with
 * whatever `work` returned. Nothing that waits may run inside.
 */
export function transaction<R>(engine: Engine, work: () => { readonly keep: boolean; readonly result: R }): R {
  const { write } = engine
  const { hlc } = engine.state
  write.run('BEGIN IMMEDIATE')
  try {
    const { keep, result } = work()
    write.run(keep ? 'COMMIT' : 'ROLLBACK')
    // Every entry moves the clock: where none was written, what is in memory still holds.
    if (!keep && engine.state.hlc !== hlc) engine.state = loadState(write)
    return result
  } catch (error) {
    if (write.sqlite.inTransaction) write.run('ROLLBACK')
    engine.state = loadState(write)
    throw error
  }
}
