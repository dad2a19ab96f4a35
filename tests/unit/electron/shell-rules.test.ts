import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { openLog } from '../../../electron/log.ts'
import { isOurs } from '../../../electron/origin.ts'
import { pageOptions } from '../../../electron/paper.ts'
import { isHopeless } from '../../../electron/restarts.ts'
import { placeWindow, readWindowState, saveWindowState } from '../../../electron/window-state.ts'
import { electronModule } from './electron-module.ts'

vi.doMock('electron', electronModule)
const { isAllowedOutside } = await import('../../../electron/guards.ts')
const { fileNameOf } = await import('../../../electron/desktop-handlers.ts')

const screen = { x: 0, y: 0, width: 1366, height: 728 }

test('only parsed addresses of our own host are ours', () => {
  expect(['app://caresync/', 'app://caresync/print.html?job=1'].every(isOurs)).toBe(true)
  const foreign = [
    'app://caresync.evil/',
    'app://x@caresync/',
    'https://caresync/',
    'javascript:1',
    'app:',
    '',
    'caresync',
  ]
  expect(foreign.filter(isOurs)).toEqual([])
})

test('only listed https sites may be opened outside', () => {
  expect(isAllowedOutside('https://services.gst.gov.in/services/searchtp')).toBe(true)
  const refused = [
    'http://services.gst.gov.in/',
    'https://services.gst.gov.in.example.invalid/',
    'https://example.invalid/#services.gst.gov.in',
    'https://user@services.gst.gov.in/',
    'file:///etc/passwd',
    'mailto:somebody@example.invalid',
  ]
  expect(refused.filter(isAllowedOutside)).toEqual([])
})

test('the third death within five minutes is one too many, older ones are forgotten', () => {
  const minute = 60_000
  const crashes = (...minutes: number[]) => minutes.map(at => ({ at: at * minute, code: 1 }))
  expect(isHopeless(crashes(0, 1), minute)).toBe(false)
  expect(isHopeless(crashes(0, 1, 4), 4 * minute)).toBe(true)
  expect(isHopeless(crashes(0, 3, 6), 6 * minute)).toBe(false)
})

test('a roll is as long as the receipt and never shorter than the cutter needs', () => {
  expect(pageOptions('80mm', 120.4)).toEqual({ pageSize: { width: 80_000, height: 125_000 } })
  expect(pageOptions('58mm', 12)).toEqual({ pageSize: { width: 58_000, height: 50_000 } })
  expect(pageOptions('A5', 500)).toEqual({ pageSize: 'A5' })
})

test('a window comes back where it was, or to the middle when that place is gone', () => {
  const saved = { x: 100, y: 60, width: 1100, height: 650 }
  expect(placeWindow(saved, [screen])).toEqual(saved)
  expect(placeWindow({ ...saved, x: 1500 }, [screen])).toEqual({ ...saved, x: 133, y: 39 })
  expect(placeWindow({ ...saved, x: 1500 }, [screen, { ...screen, x: 1366 }])).toMatchObject({ x: 1500 })
  expect(placeWindow({ ...saved, y: -300 }, [screen])).toMatchObject({ y: 39 })
  expect(placeWindow(undefined, [screen])).toEqual({ x: 43, y: 0, width: 1280, height: 728 })
  expect(placeWindow({ ...saved, width: 200, height: 100 }, [screen])).toMatchObject({ width: 1024, height: 640 })
})

test('what was saved of a window is read again, and a torn file counts as none', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'window-'))
  expect(readWindowState(folder)).toBeUndefined()
  saveWindowState(folder, { bounds: screen, maximized: true })
  expect(readWindowState(folder)).toEqual({ bounds: screen, maximized: true })
  writeFileSync(path.join(folder, 'window.json'), '{"bounds":{"x"')
  expect(readWindowState(folder)).toBeUndefined()
})

test('the log keeps its newest lines and turns over when it is large', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'log-'))
  const log = openLog(folder, () => new Date(0))
  for (let n = 0; n < 3; n++) log.write('clinic-process-gone', { code: n })
  expect(log.tail(2).map(line => JSON.parse(line) as object)).toEqual([
    { at: '1970-01-01T00:00:00.000Z', what: 'clinic-process-gone', code: 1 },
    { at: '1970-01-01T00:00:00.000Z', what: 'clinic-process-gone', code: 2 },
  ])
  writeFileSync(path.join(folder, 'logs/shell.log'), 'x'.repeat(600 * 1024))
  log.write('page-gone')
  expect(log.tail(10)).toHaveLength(1)
})

test('a document number becomes a file name that every system takes', () => {
  expect(fileNameOf('Bill A1K7-26/000123')).toBe('Bill A1K7-26-000123.pdf')
  expect(fileNameOf('बिल: ../../x')).toBe('बिल- ..-..-x.pdf')
})
