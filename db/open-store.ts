/** The store as the rest of the house sees it, around an engine. */
import { ok, type Outcome } from '../domain/errors.ts'
import { applyPages, applyPagesSliced } from './apply.ts'
import { commitThroughDoor, localThroughDoor, ownBranch, sealOwn } from './door.ts'
import { transaction, type Engine } from './engine.ts'
import { makeReader } from './reader.ts'
import type { Guardian } from './read-only.ts'
import type { SealFile } from './seal-file.ts'
import type { Store } from './types.ts'

/** A store with the inner parts that only `db/` uses. */
export type OpenStore = Store & {
  readonly engine: Engine
  readonly guardian: Guardian
  /** Signs this device's newest entry, before it is served. */
  seal(): void
  /** Refuses in read-only mode, and answers a fault of disk or file with its refusal. */
  guarded<T>(work: () => Outcome<T>): Outcome<T>
  /** Tells the listeners of `onChange`. */
  tell(tables: readonly string[]): void
}

export function openStoreOf(engine: Engine, guardian: Guardian, sealFile: SealFile | undefined): OpenStore {
  const listeners = new Set<(tables: readonly string[]) => void>()
  const tell = (tables: readonly string[]): void => {
    if (tables.length > 0) for (const listener of listeners) listener(tables)
  }
  /** What follows a commit cannot undo it: a disk that fails here is noted, and the answer stays what it was. */
  const afterwards = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      if (guardian.fault(error) === undefined) throw error
    }
  }
  let sealed = ownBranch(engine).hash
  const followSeal = (): void => {
    const { hash } = ownBranch(engine)
    if (sealFile === undefined || sealed === hash) return
    afterwards(() => {
      sealFile.write()
      sealed = hash
    })
  }
  const guarded = <T>(work: () => Outcome<T>): Outcome<T> => {
    const refusal = guardian.refusal()
    if (refusal !== undefined) return refusal
    try {
      const outcome = work()
      followSeal()
      return outcome
    } catch (error) {
      const fault = guardian.fault(error)
      if (fault === undefined) throw error
      return fault
    }
  }
  const seal = (): void => transaction(engine, () => ({ keep: true, result: sealOwn(engine) }))
  return {
    engine,
    guardian,
    seal,
    guarded,
    tell,
    file: engine.file,
    get clinicId() {
      return engine.state.self.clinic
    },
    get deviceId() {
      return engine.state.self.device
    },
    get deviceCode() {
      return engine.state.self.code
    },
    read: makeReader(() => engine, engine.read),
    mode: () => guardian.mode(),
    commit: (who, work) =>
      guarded(() => {
        const { outcome, tables } = commitThroughDoor(engine, who, work)
        afterwards(() => engine.checkpointer.afterCommit())
        tell(tables)
        return outcome
      }),
    local: work =>
      guarded(() => {
        const { result, tables } = localThroughDoor(engine, work)
        tell(tables)
        return ok(result)
      }),
    apply: pages => guarded(() => applyPages(engine, pages, tell)),
    applySliced: async pages => {
      const refusal = guardian.refusal()
      if (refusal !== undefined) return refusal
      try {
        const outcome = await applyPagesSliced(engine, pages, tell)
        followSeal()
        return outcome
      } catch (error) {
        const fault = guardian.fault(error)
        if (fault === undefined) throw error
        return fault
      }
    },
    vector: () => Object.fromEntries([...engine.state.branches].map(([name, { seq, hash }]) => [name, { seq, hash }])),
    onChange: listener => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    close: () => {
      if (guardian.mode().writable) seal()
      sealFile?.close()
      engine.checkpointer.close()
      if (engine.read !== engine.write) engine.read.close()
      engine.write.close()
    },
  }
}
