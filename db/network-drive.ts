/** Databases on network drives lose writes: their locks and fsync lie. Source: https://www.sqlite.org/useovernet.html */
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** `f_type` of Linux file systems that live on another machine: NFS, SMB, CIFS, SMB2, Ceph, AFS, 9P, Coda. */
const remote: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x00c36400, 0x5346414f, 0x01021997, 0x73757245,
])

/** Whether a file is on a network drive, as far as the operating system says. Windows names them by their path. */
export function isNetworkDrive(file: string, typeOf: (folder: string) => number = fileSystemType): boolean {
  if (/^(\\\\|\/\/)[^\\/?.]/.test(file)) return true
  return process.platform === 'linux' && remote.has(typeOf(dirname(file)))
}

function fileSystemType(folder: string): number {
  return statfsSync(folder).type
}
