/** Playwright fixtures: the real shell, built with the pages and the clinic process of `fixture/`. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import type { DesktopBridge } from '../../../domain/contract/desktop.ts'

declare global {
  interface Window {
    readonly caresync: DesktopBridge
  }
}

const ROOT = path.join(import.meta.dirname, '../../..')
const FIXTURE = path.join(import.meta.dirname, 'fixture')
export const STAND_IN = path.join(ROOT, 'tests/electron-stand-in')

function buildShell(folder: string): void {
  mkdirSync(folder, { recursive: true })
  copyFileSync(path.join(FIXTURE, 'package.json'), path.join(folder, 'package.json'))
  const command = path.join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')
  const config = path.join(FIXTURE, 'electron.vite.config.ts')
  const env = { ...process.env, SHELL_FIXTURE_OUT: folder }
  execFileSync(process.execPath, [command, 'build', '-c', config, '--logLevel', 'error'], { cwd: ROOT, env })
}

export type Shell = {
  /** The folder that `electron` starts. */
  readonly application: string
  readonly data: string
  readonly environment: Record<string, string>
  readonly launch: () => Promise<ElectronApplication>
  /** What the clinic process was told, oldest first. */
  readonly told: () => readonly Record<string, unknown>[]
}

type Fixtures = { shell: Shell; electron: ElectronApplication; page: Page }

export const test = base.extend<Fixtures, { application: string }>({
  application: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from the pattern
    async ({}, use, { parallelIndex }) => {
      const folder = path.join(ROOT, `.cache/shell-fixture-${parallelIndex}`)
      buildShell(folder)
      await use(folder)
    },
    { scope: 'worker' },
  ],
  shell: async ({ application }, use) => {
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= STAND_IN
    const data = await mkdtemp(path.join(tmpdir(), 'caresync-shell-'))
    const environment = {
      ...(process.env as Record<string, string>),
      CARESYNC_DATA: data,
      ELECTRON_STAND_IN_PRINTER: data,
    }
    const running: ElectronApplication[] = []
    await use({
      application,
      data,
      environment,
      launch: async () => {
        const electron = await _electron.launch({ args: [application], env: environment })
        running.push(electron)
        return electron
      },
      told: () => {
        const file = path.join(data, 'told.jsonl')
        const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
        return lines.map(line => JSON.parse(line) as Record<string, unknown>)
      },
    })
    for (const electron of running) await electron.close()
    await rm(data, { recursive: true, force: true, maxRetries: 5 })
  },
  electron: async ({ shell }, use) => use(await shell.launch()),
  page: async ({ electron }, use) => use(await firstPage(electron)),
})

/** The first window, once its document is there and its clinic process answered. */
export async function firstPage(electron: ElectronApplication): Promise<Page> {
  const page = await electron.firstWindow()
  await expect(page.getByRole('heading', { name: 'CareSync' })).toBeVisible()
  await expect(page.evaluate(() => window.caresync.call('drafts.get', { form: 'window' }))).resolves.toMatchObject({
    ok: true,
  })
  return page
}
