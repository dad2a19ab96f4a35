import path from 'node:path'
import { defineConfig } from '@playwright/test'

// The specs are Electron's own: they run on the stand-in unless a real Electron is asked for.
if (process.env['CARESYNC_REAL_ELECTRON'] !== '1') {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= path.resolve(import.meta.dirname, 'tests/electron-stand-in')
}

export default defineConfig({
  testDir: 'tests',
  globalSetup: './tests/e2e/clinic/build.ts',
  testMatch: ['e2e/**/*.spec.ts', 'electron-stand-in/*.spec.ts'],
  outputDir: '.cache/e2e',
  timeout: 60_000,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
})
