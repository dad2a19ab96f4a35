/**
 * The real updater against the feed in FEED, once, beside the guarded session of the pages: looks, downloads what is signed,
 * installs when asked to. Tells each state.
 */
import { app } from 'electron'
import { fetchBytes } from '../../../../electron/fetch-bytes.ts'
import { guardSession } from '../../../../electron/guards.ts'
import { Updater } from '../../../../electron/updater.ts'

const { FEED: url = '', RELEASE_KEY: releaseKey = '', BLOCKED = '', OVERRIDE = '' } = process.env
const tell = (line: object) => console.log(`TOLD ${JSON.stringify(line)}`)

async function run(): Promise<void> {
  await app.whenReady()
  guardSession()
  const { autoUpdater } = await import('electron-updater')
  autoUpdater.logger = null
  autoUpdater.forceDevUpdateConfig = true // this program is not packaged
  let blocked = BLOCKED
  const updater = new Updater({
    autoUpdater,
    feed: { url, releaseKey },
    manifestName: 'latest-linux.yml',
    fetchBytes,
    gates: async () => ({
      printing: blocked === 'printing',
      lowDisk: false,
      openBill: blocked === 'openBill',
      onBattery: false,
      clinicHours: false,
    }),
    now: () => '2026-11-20T10:00:00.000Z',
    backup: async () => {
      tell({ did: 'backup' })
      return process.env['NO_BACKUP'] ? { ok: false, reason: 'no backup could be made (disk-full)' } : { ok: true }
    },
    beforeInstall: async () => {
      tell({ did: 'close' })
      if (process.env['NOTHING_TO_REPLACE']) delete process.env['APPIMAGE']
    },
    afterFailedInstall: () => tell({ did: 'start again' }),
    quits: () => new Promise(resolve => app.once('before-quit', () => resolve(true))),
    onChange: state => state.phase !== 'downloading' && tell(state),
  })
  await updater.check()
  if (updater.state.phase !== 'ready') return app.quit()
  const { phase } = await updater.install(OVERRIDE !== '')
  if (phase !== 'waiting') return phase === 'installing' ? undefined : app.quit()
  blocked = ''
  await updater.reconsider()
}

void run()
