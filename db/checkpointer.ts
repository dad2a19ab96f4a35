/**
 * Folding the write-ahead log back into the file, on a thread and a connection of its own: a checkpoint inside a commit keeps
 * a person waiting for as long as it takes to write a thousand pages twice. SQLite's own checkpoint, at eight thousand pages
 * (32 MB), stays as the net below. A log begins anew only when a commit finds all of it folded back, which among commits
 * without a pause is seldom: a lower net would hold up one of thirty.
 *
 * The thread tells by shared memory when it is idle, so that work which never pauses can see it too, and `close` can wait:
 * the last connection that closes removes the log, and that has to be over when `close` returns.
 */
import { Worker } from 'node:worker_threads'
import { driverForThreads } from './driver.ts'
import { MEMORY } from './memory.ts'
import { PAGES_BEFORE_CHECKPOINT } from './open.ts'
import type { Connection } from './sqlite.ts'

export type Checkpointer = {
  /** After a commit: asks for a checkpoint when enough pages have gathered and none is running. */
  afterCommit(): void
  /** While much is written at once, no commit checkpoints by itself. */
  suspendOwn<R>(work: () => R): R
  suspendOwnWhile<R>(work: () => Promise<R>): Promise<R>
  /** Ends the thread; its connection is closed when this returns. */
  close(): void
}

const IDLE = 0
const RUNNING = 1
const CLOSED = 2

/** Pages in the log from which a checkpoint is asked for: few enough for an instant, so many that pages gather changes. */
const PAGES_GATHERED = 1000

/** The log may grow this far during a long write when the thread does not keep up: 400 MB. */
const PAGES_AT_MOST = 100_000

/** A checkpoint of the largest log takes a few seconds on a slow disk. */
const LONGEST_WAIT_MS = 60_000

const program = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { driver, file, key, shared } = workerData
  const state = new Int32Array(shared)
  const say = value => {
    Atomics.store(state, 0, value)
    Atomics.notify(state, 0)
  }
  try {
    const database = new (require(driver))(file, { fileMustExist: true, timeout: 5000 })
    for (const pragma of ["cipher='sqlcipher'", 'legacy=4', \`key="x'\${key}'"\`, 'synchronous=FULL', 'wal_autocheckpoint=0']) {
      database.pragma(pragma)
    }
    const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)')
    parentPort.on('message', message => {
      try {
        if (message === 'checkpoint') checkpoint.get()
        else database.close()
        say(message === 'checkpoint' ? ${IDLE} : ${CLOSED})
      } catch {
        // Checkpoints are left to the commits again, where a fault of the disk shows.
        database.close()
        say(${CLOSED})
      }
      if (Atomics.load(state, 0) === ${CLOSED}) parentPort.close()
    })
  } catch {
    say(${CLOSED})
  }
`

export function makeCheckpointer(write: Connection, key: string): Checkpointer {
  const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const state = new Int32Array(shared)
  let worker: Worker | undefined
  let suspended = 0

  const ask = (message: 'checkpoint' | 'close'): void => {
    worker ??= startWorker(write.file, key, shared)
    Atomics.store(state, 0, RUNNING)
    worker.postMessage(message, [])
  }
  const afterCommit = (): void => {
    if (write.file === MEMORY || Atomics.load(state, 0) !== IDLE) return
    const counts = write.one<{ log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)')
    if (counts !== undefined && counts.log - counts.checkpointed >= PAGES_GATHERED) ask('checkpoint')
  }
  const suspend = (): void => {
    suspended += 1
    write.sqlite.pragma(`wal_autocheckpoint=${PAGES_AT_MOST}`)
  }
  const resume = (): void => {
    suspended -= 1
    afterCommit()
    if (suspended === 0) write.sqlite.pragma(`wal_autocheckpoint=${PAGES_BEFORE_CHECKPOINT}`)
  }
  return {
    afterCommit,
    suspendOwn: work => {
      suspend()
      try {
        return work()
      } finally {
        resume()
      }
    },
    suspendOwnWhile: async work => {
      suspend()
      try {
        return await work()
      } finally {
        resume()
      }
    },
    close: () => {
      if (worker === undefined || Atomics.load(state, 0) === CLOSED) return
      Atomics.wait(state, 0, RUNNING, LONGEST_WAIT_MS)
      if (Atomics.load(state, 0) === CLOSED) return
      ask('close')
      Atomics.wait(state, 0, RUNNING, LONGEST_WAIT_MS)
    },
  }
}

function startWorker(file: string, key: string, shared: SharedArrayBuffer): Worker {
  const driver = driverForThreads()
  const worker = new Worker(program, { eval: true, env: {}, workerData: { driver, file, key, shared } })
  worker.unref()
  return worker
}
