import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { refuse } from '../../../domain/errors.ts'

const answers: number[] = []
const errors: string[] = []
vi.doMock('electron', () => ({
  app: { getVersion: () => '0.1.0', getPath: () => '/documents' },
  safeStorage: { getSelectedStorageBackend: () => 'basic_text' },
  dialog: {
    showMessageBox: async () => ({ response: answers.shift() ?? 2 }),
    showSaveDialog: async () => ({ canceled: false, filePath: '/chosen' }),
    showErrorBox: (_title: string, text: string) => void errors.push(text),
  },
}))
const { openLog } = await import('../../../electron/log.ts')
const { saveSupportBundle } = await import('../../../electron/support-bundle.ts')
const { showSafeScreen } = await import('../../../electron/safe-screen.ts')

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'caresync-support-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function bundleOf(dataFolder: string): Promise<Readonly<Record<string, unknown>>> {
  const file = path.join(newFolder(), 'support.json')
  const log = openLog(dataFolder, () => new Date(0))
  await saveSupportBundle(file, { dataFolder, log, crashes: [{ at: 0, code: 3 }], clinic: refuse('restarting') })
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
}

test('a support file is made also when the log cannot be read, and says so', async () => {
  const dataFolder = newFolder()
  mkdirSync(path.join(dataFolder, 'logs/shell.log'), { recursive: true })
  const bundle = await bundleOf(dataFolder)
  expect(bundle).toMatchObject({ caresync: '0.1.0', crashes: [{ code: 3 }] })
  expect(bundle['log']).toEqual(['the log cannot be read: EISDIR'])
})

test('a support file is made also when the data folder is gone', async () => {
  expect(await bundleOf(path.join(newFolder(), 'gone'))).toMatchObject({ diskFreeMb: null, log: [] })
})

test('a place that takes no support file is told, and the way out is offered again', async () => {
  answers.push(1, 1, 0)
  const saved: string[] = []
  const choice = await showSafeScreen(async file => {
    if (saved.push(file) === 1) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
  })
  expect(choice).toBe('try-again')
  expect(saved).toEqual(['/chosen', '/chosen'])
  expect(errors).toEqual(['The support file could not be written there. Choose another place for it.'])
})
