import type { Output } from '../../domain/contract/contract.ts'
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { writeRecoveryKey } from '../../domain/recovery-key.ts'
import { createBackup, verifyBackup } from '../../db/backup.ts'
import { type Backup, listBackups, newestFirst } from '../../db/backup-list.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { onceByIntent } from '../once.ts'
import { backupFolder, dailyBackupFolder } from '../place.ts'
import { proveSecret } from '../session/secrets.ts'
import { isFile } from '../setup/restore.ts'

export function backupHandlers(): HandlersOf<'backup.recoveryKey' | 'backup.create' | 'backup.list' | 'backup.verify'> {
  const once = onceByIntent()
  return {
    'backup.recoveryKey': async ({ ownPin }, { desk, store, person, now }) => {
      const proven = await proveSecret(store, person.userId, { pin: ownPin }, now)
      if (!proven.ok) return proven
      const key = await desk.keyStore.load()
      if (key === null) return refuse('key-lost')
      desk.log({ event: 'recovery-key-shown', procedure: 'backup.recoveryKey' })
      return ok({ recoveryKey: writeRecoveryKey(key) })
    },
    'backup.create': ({ intent }, { desk, store, meant }) =>
      once(intent, meant, async () => {
        const made = await createBackup(store, backupFolder(desk.dataFolder))
        return made.ok ? ok(backupShown(made.value)) : made
      }),
    'backup.list': (_input, { desk }) => {
      const folder = backupFolder(desk.dataFolder)
      const all = [folder, dailyBackupFolder(desk.dataFolder)].flatMap(listBackups).sort(newestFirst)
      return ok({ folder, backups: all.map(backupShown), dailyFault: desk.dailyFault })
    },
    'backup.verify': async ({ path }, { desk }) => {
      const key = await desk.keyStore.load()
      if (key === null || !isFile(path)) return refuse('backup-not-found')
      return verifiedShown(await verifyBackup(path, key))
    },
  }
}

type Verified = Output<'backup.verify'>

/** That a backup is damaged is the answer that was asked for, and no refusal. */
function verifiedShown(verified: Outcome<{ readonly entries: number }>): Outcome<Verified> {
  if (verified.ok) return ok({ intact: true, entries: verified.value.entries, detail: '' })
  if (verified.code !== 'backup-damaged') return verified
  return ok({ intact: false, entries: 0, detail: String(verified.params['detail'] ?? '') })
}

const backupShown = ({ path, createdAt, bytes, verified }: Backup) => ({ path, createdAt, bytes, verified })
