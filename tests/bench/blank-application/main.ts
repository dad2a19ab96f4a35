/** One window with one empty page, and the word that the benchmark waits for. */
import { app, BrowserWindow, protocol } from 'electron'

protocol.registerSchemesAsPrivileged([{ scheme: 'blank', privileges: { standard: true, secure: true } }])
void start() // not awaited: Electron becomes ready only after this module has run to its end

async function start(): Promise<void> {
  await app.whenReady()
  protocol.handle('blank', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }))
  const window = new BrowserWindow({ show: false, width: 1366, height: 768 })
  await window.loadURL('blank://page/')
  console.log('CARESYNC_READY')
}
