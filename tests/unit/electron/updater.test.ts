import { EventEmitter } from 'node:events'
import type { AppUpdater } from 'electron-updater'
import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { Updater } from '../../../electron/updater.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const manifest = Buffer.from('version: 1.1.0\nfiles:\n  - url: CareSync.exe\n    sha512: YWJj\n    size: 3\n')
const signature = Buffer.from(sign(null, manifest, privateKey).toString('base64'))

/** An updater whose installer does what `quitAndInstall` says, with what was done, in order. */
function readyUpdater(quitAndInstall: (updater: EventEmitter) => void, quits: boolean) {
  const did: string[] = []
  const autoUpdater = Object.assign(new EventEmitter(), {
    setFeedURL: () => {},
    checkForUpdates: async () => ({
      isUpdateAvailable: true,
      updateInfo: { version: '1.1.0', files: [{ url: 'CareSync.exe', sha512: 'YWJj' }] },
    }),
    downloadUpdate: async () => [],
    quitAndInstall: () => quitAndInstall(autoUpdater),
  })
  const updater = new Updater({
    autoUpdater: autoUpdater as unknown as AppUpdater,
    feed: {
      url: 'http://127.0.0.1',
      releaseKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    },
    manifestName: 'latest.yml',
    fetchBytes: async url => (url.endsWith('.sig') ? signature : manifest),
    gates: async () => ({ printing: false, lowDisk: false, openBill: false, onBattery: false, clinicHours: false }),
    now: () => '2026-11-20T10:00:00.000Z',
    backup: async () => ({ ok: true }),
    beforeInstall: async () => void did.push('close'),
    afterFailedInstall: () => did.push('start again'),
    quits: async () => quits,
    onChange: () => {},
  })
  return { updater, did, autoUpdater }
}

const install = async (...how: Parameters<typeof readyUpdater>) => {
  const { updater, did, autoUpdater } = readyUpdater(...how)
  await updater.check()
  expect(updater.state.phase).toBe('ready')
  return { state: await updater.install(false), did, listeners: autoUpdater.listenerCount('error') }
}

test('an installer that starts is the end of this version', async () => {
  const { state, did, listeners } = await install(() => {}, true)
  expect(state).toMatchObject({ phase: 'installing', step: 'restart' })
  expect(did).toEqual(['close'])
  expect(listeners).toBe(0)
})

test('an installer that returns without quitting leaves this version going on', async () => {
  const { state, did } = await install(() => {}, false)
  expect(state).toEqual({ phase: 'idle', refusal: 'the installer did not start' })
  expect(did).toEqual(['close', 'start again'])
})

test('an installer that tells an error, or throws one, leaves this version going on', async () => {
  const told = await install(updater => updater.emit('error', new Error('No update filepath provided')), false)
  expect(told.state).toEqual({ phase: 'idle', refusal: 'No update filepath provided' })
  expect(told.did).toEqual(['close', 'start again'])
  const thrown = await install(() => {
    throw new Error('spawn EACCES')
  }, false)
  expect(thrown.state).toEqual({ phase: 'idle', refusal: 'spawn EACCES' })
  expect(thrown.did).toEqual(['close', 'start again'])
})
