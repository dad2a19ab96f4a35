/** Updates of the installed program: on when this build knows a feed and the release key, otherwise off. */
import { statfs } from 'node:fs/promises'
import { app, powerMonitor } from 'electron'
import type { ClinicProcess } from './clinic-process.ts'
import { fetchBytes } from './fetch-bytes.ts'
import type { Log } from './log.ts'
import type { Printing } from './printing.ts'
import { Updater, type Feed } from './updater.ts'
import { idle, type Gates, type UpdateState } from './updates.ts'

const FIRST_CHECK_MILLISECONDS = 5 * 60_000
const CHECK_MILLISECONDS = 4 * 60 * 60_000
const RECONSIDER_MILLISECONDS = 60_000
/** Squirrel on macOS reads the whole download once more before it quits. */
const INSTALLER_MILLISECONDS = 120_000
const DISK_NEEDED_BYTES = 1.5 * 2 ** 30

export type Updates = {
  readonly state: () => UpdateState
  readonly install: () => Promise<UpdateState>
  readonly stop: () => void
}

type Needs = {
  readonly clinic: ClinicProcess
  readonly printing: Printing
  readonly dataFolder: string
  readonly log: Log
  readonly onChange: () => void
}

const off: Updates = { state: () => idle, install: async () => idle, stop: () => {} }

/** Where releases come from and whose they are, set when a release is built. */
function feedOfThisBuild(): Feed | undefined {
  const { MAIN_VITE_UPDATE_FEED: url, MAIN_VITE_RELEASE_KEY: releaseKey } = import.meta.env
  return app.isPackaged && url && releaseKey ? { url, releaseKey } : undefined
}

const manifestName = () =>
  process.platform === 'win32' ? 'latest.yml' : process.platform === 'darwin' ? 'latest-mac.yml' : 'latest-linux.yml'

async function gatesOf({ clinic, printing, dataFolder }: Needs): Promise<Gates> {
  const [disk, told] = await Promise.all([statfs(dataFolder), clinic.request('updateGates', null)])
  return {
    printing: printing.isBusy,
    lowDisk: disk.bavail * disk.bsize < DISK_NEEDED_BYTES,
    openBill: told.ok && told.value.openBill,
    onBattery: powerMonitor.isOnBatteryPower(),
    clinicHours: told.ok && told.value.clinicHours,
  }
}

const quits = (): Promise<boolean> =>
  new Promise(resolve => {
    const patience = setTimeout(() => resolve(false), INSTALLER_MILLISECONDS)
    app.once('before-quit', () => {
      clearTimeout(patience)
      resolve(true)
    })
  })

async function makeUpdater(needs: Needs, feed: Feed): Promise<Updater> {
  const { autoUpdater } = await import('electron-updater')
  return new Updater({
    autoUpdater,
    feed,
    manifestName: manifestName(),
    fetchBytes,
    gates: () => gatesOf(needs),
    now: () => new Date().toISOString(),
    backup: async () => {
      const made = await needs.clinic.request('backupBeforeUpdate', { version: app.getVersion() })
      return made.ok ? { ok: true } : { ok: false, reason: `no backup could be made (${made.code})` }
    },
    beforeInstall: () => needs.clinic.quit(),
    afterFailedInstall: () => needs.clinic.restart(),
    quits,
    onChange: state => {
      needs.log.write('update', { phase: state.phase, refusal: state.phase === 'idle' ? state.refusal : null })
      needs.onChange()
    },
  })
}

export function startUpdates(needs: Needs): Updates {
  const feed = feedOfThisBuild()
  if (!feed) return off
  let updater: Updater | undefined
  const made = makeUpdater(needs, feed).then(ready => (updater = ready))
  const use = async (work: (updater: Updater) => Promise<unknown>): Promise<UpdateState> => {
    const ready = await made
    await work(ready)
    return ready.state
  }
  const first = setTimeout(() => void use(updater => updater.check()), FIRST_CHECK_MILLISECONDS)
  const later = setInterval(() => void use(updater => updater.check()), CHECK_MILLISECONDS)
  const again = setInterval(() => void use(updater => updater.reconsider()), RECONSIDER_MILLISECONDS)
  return {
    state: () => updater?.state ?? idle,
    install: () => use(updater => updater.install(false)),
    stop: () => [first, later, again].forEach(clearTimeout),
  }
}
