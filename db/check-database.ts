/** Whether a whole database is sound: its pages, and the journal in them. */
import { openConnection } from './open.ts'
import { ApartError, runApart } from './run-apart.ts'
import { verifyChain, type ChainProgress, type ChainReport } from './verify-chain.ts'

export type DatabaseFault = { readonly detail: string }

export type Checked = {
  readonly entries: number
  readonly devices: number
  readonly fault: DatabaseFault | undefined
}

/** Checks the file on a thread of its own, then the journal in slices. Only reads. */
export async function checkDatabase(file: string, key: string, onProgress?: ChainProgress): Promise<Checked> {
  const pages = await checkPages(file, key)
  if (pages !== undefined) return { entries: 0, devices: 0, fault: { detail: pages } }
  const connection = openConnection({ file, key, readonly: true })
  try {
    const report = await verifyChain(connection, onProgress)
    return {
      entries: report.entries,
      devices: report.devices,
      fault: report.fault === undefined ? undefined : { detail: sentenceOf(report) },
    }
  } finally {
    connection.close()
  }
}

/** What SQLite finds wrong with the file, `undefined` when nothing is. */
export async function checkPages(file: string, key: string): Promise<string | undefined> {
  try {
    const rows = await runApart({ file, key, readonly: true, sql: 'PRAGMA integrity_check(1)' })
    const said = String(rows[0]?.[0] ?? '')
    return said === 'ok' ? undefined : said
  } catch (error) {
    if (error instanceof ApartError && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(error.code)) return error.message
    throw error
  }
}

function sentenceOf({ fault }: ChainReport): string {
  return fault === undefined ? '' : `entry ${fault.seq} of device ${fault.device}: ${fault.detail}`
}
