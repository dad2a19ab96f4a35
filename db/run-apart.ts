/**
 * One statement that takes long, on a connection and a thread of its own: copying or checking a whole database, while
 * everybody else reads and writes. The worker is a text, because it has to be found in a bundle as well as in the sources.
 */
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { driverForThreads } from './driver.ts'

const program = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { driver, file, key, readonly, sql, params } = workerData
  try {
    const database = new (require(driver))(file, { readonly, fileMustExist: true, timeout: 5000 })
    try {
      for (const pragma of ["cipher='sqlcipher'", 'legacy=4', \`key="x'\${key}'"\`, 'trusted_schema=OFF', 'synchronous=FULL']) {
        database.pragma(pragma)
      }
      const statement = database.prepare(sql)
      const rows = statement.reader ? statement.raw().all(...params) : [[statement.run(...params).changes]]
      parentPort.postMessage({ rows })
    } finally {
      database.close()
    }
  } catch (error) {
    parentPort.postMessage({ code: String(error.code ?? 'unknown'), message: String(error.message) })
  }
`

const answer = z.union([
  z.strictObject({ rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))) }),
  z.strictObject({ code: z.string(), message: z.string() }),
])

export type Apart = {
  readonly file: string
  readonly key: string
  readonly readonly: boolean
  readonly sql: string
  readonly params?: readonly (string | number)[]
}

/** Thrown with SQLite's result code when the statement fails. */
export class ApartError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'ApartError'
    this.code = code
  }
}

/** The rows of the statement, or the number of changes as the only value. Throws `ApartError`. */
export async function runApart({ params = [], ...how }: Apart): Promise<readonly (readonly unknown[])[]> {
  const driver = driverForThreads()
  const worker = new Worker(program, { eval: true, workerData: { ...how, params, driver }, env: {} })
  const said = await new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', code => reject(new ApartError('exit', `the worker ended with ${code}`)))
  })
  await worker.terminate()
  const read = answer.parse(said)
  if ('code' in read) throw new ApartError(read.code, read.message)
  return read.rows
}
