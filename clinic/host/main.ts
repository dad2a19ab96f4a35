/**
 * The browser host as a program. It says one line: `CARESYNC_READY <address>` when it serves, `CARESYNC_RUNNING <address>`
 * when another one already serves this data folder; or a sentence on stderr and status 1. It ends in order on SIGINT,
 * SIGTERM, or when the program that started it is gone.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolderOf } from './data-folder.ts'
import { openBrowserHost, type Opened } from './open-browser-host.ts'

const root = join(import.meta.dirname, '../..')

function portOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return 0
  const port = Number(text)
  return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : undefined
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function sentenceOf(fault: unknown, port: number): string {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Choose another one with CARESYNC_PORT.`
  if (code === 'EACCES' || code === 'EROFS') return 'The data folder cannot be written.'
  return `CareSync could not start: ${fault instanceof Error ? fault.message : 'unknown fault'}`
}

function endInOrder(host: Extract<Opened, { state: 'open' }>): void {
  let ending = false
  const end = (): void => {
    // A terminal's Ctrl+C reaches this program and the one that started it, which passes it on.
    if (ending) return
    ending = true
    host.close().then(
      () => process.exit(0),
      fault => fail(`CareSync did not end in order: ${fault instanceof Error ? fault.message : 'unknown fault'}`),
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  if (process.connected) process.on('disconnect', end)
}

const port = portOf(process.env['CARESYNC_PORT'])
if (port === undefined) fail('CARESYNC_PORT is a number from 0 to 65535.')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const dataFolder = dataFolderOf(process.env, process.platform)
const rendererFolder = join(root, 'out/renderer')
try {
  const opened = await openBrowserHost({ dataFolder, rendererFolder, port, version })
  if (opened.state === 'not-built') fail('The screens are not built yet. Start CareSync with "npm start".')
  if (opened.state === 'taken')
    fail('Another program has the data folder of CareSync open. Close it, then start again.')
  if (opened.state === 'open') {
    endInOrder(opened)
    console.log(`CARESYNC_READY ${opened.address}`)
  } else {
    console.log(`CARESYNC_RUNNING ${opened.address}`)
    if (process.connected) process.disconnect()
  }
} catch (fault) {
  fail(sentenceOf(fault, port))
}
