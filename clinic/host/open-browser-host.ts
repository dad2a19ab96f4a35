import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createClinic } from '../clinic.ts'
import { describeFault } from '../../domain/describe-fault.ts'
import { fileLog } from '../log.ts'
import type { After } from './event-streams.ts'
import { lockFolder, type FolderLock } from '../folder-lock.ts'
import type { HostedClinic } from './hosted-clinic.ts'
import { keyFile } from './key-file.ts'
import { addressOfRunning, leaveNote, removeNote } from './running-host.ts'
import { startServer } from './server.ts'
import { staticFiles, type StaticFiles } from './static-files.ts'

export type Opened =
  | { readonly state: 'open'; readonly address: string; close(): Promise<void> }
  /** Another host has the data folder; the address lets one browser in there. */
  | { readonly state: 'running'; readonly address: string }
  /** Another program has the data folder and does not answer. */
  | { readonly state: 'taken' }
  | { readonly state: 'not-built' }

export type HostOptions = {
  readonly dataFolder: string
  /** The built screens. */
  readonly rendererFolder: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly version: string
}

/** How long a second start waits for the first, which may be just starting. Milliseconds. */
const PATIENCE_MS = 5000

/**
 * Opens the clinic of a data folder in the browser: the folder's lock first, so that one database is never open twice,
 * then the clinic, then the door. Throws when the port is taken.
 */
export async function openBrowserHost(options: HostOptions): Promise<Opened> {
  const { dataFolder } = options
  const files = staticFiles(options.rendererFolder)
  if (!files) return { state: 'not-built' }
  const lock = lockFolder(dataFolder)
  if (!lock) {
    const address = await addressOfRunning(dataFolder, PATIENCE_MS)
    return address === undefined ? { state: 'taken' } : { state: 'running', address }
  }
  try {
    return await serve(options, files, lock)
  } catch (fault) {
    lock.release()
    throw fault
  }
}

const after: After = (milliseconds, work) => {
  const timer = setTimeout(work, milliseconds)
  timer.unref()
  return () => clearTimeout(timer)
}

async function serve(options: HostOptions, files: StaticFiles, lock: FolderLock): Promise<Opened> {
  const { dataFolder, version } = options
  const clock = () => Date.now()
  const log = fileLog(join(dataFolder, 'logs'), clock)
  const clinic: HostedClinic = await createClinic({
    dataFolder, clock, log, version, random: randomBytes, host: 'browser', keyStore: keyFile(dataFolder),
    unwritable: !lock.writable,
  }) // prettier-ignore
  const controlSecret = randomBytes(32).toString('base64url')
  const onFault = (fault: unknown, support: string) => log({ event: 'host', support, ...describeFault(fault) })
  try {
    const server = await startServer({ clinic, files, controlSecret, port: options.port, now: clock, after, onFault })
    // Without a note a second start opens this clinic for reading once more.
    if (lock.writable) await leaveNote(dataFolder, server.port, controlSecret)
    return {
      state: 'open',
      address: server.address(),
      async close() {
        if (lock.writable) await removeNote(dataFolder)
        await server.close()
        await clinic.close()
        lock.release()
      },
    }
  } catch (fault) {
    await clinic.close()
    throw fault
  }
}
