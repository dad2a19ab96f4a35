/** What the launcher runs: reads the command line as Electron does, supplies the module `electron`, runs the application. */
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { open as openInspector } from 'node:inspector'
import { createRequire, registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

type CommandLine = {
  readonly preloads: readonly string[]
  readonly switches: ReadonlyMap<string, string>
  readonly application: string
}

function readCommandLine(args: readonly string[]): CommandLine {
  const preloads: string[] = []
  const switches = new Map<string, string>()
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '-r') preloads.push(args[++i] ?? '')
    else if (arg.startsWith('--')) {
      const [name = '', value = ''] = arg.slice(2).split(/=(.*)/s)
      switches.set(name, value)
    } else return { preloads, switches, application: arg }
  }
  return { preloads, switches, application: '.' }
}

type Manifest = {
  readonly main?: string
  readonly name?: string
  readonly productName?: string
  readonly version?: string
}

const args = process.argv.slice(2)
const launcher = path.join(import.meta.dirname, 'electron')
process.argv = [launcher, ...args]
const { preloads, switches, application } = readCommandLine(args)

const target = realpathSync(application)
const isFolder = statSync(target).isDirectory()
const manifest: Manifest = isFolder ? JSON.parse(readFileSync(path.join(target, 'package.json'), 'utf8')) : {}
const entry = isFolder ? path.resolve(target, manifest.main ?? 'index.js') : target
const require = createRequire(import.meta.url)
const { version } = require('electron/package.json') satisfies { version: string }

Object.defineProperty(process.versions, 'electron', { value: version, enumerable: true })
Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: path.join(target, 'resources') })

const electronModule = pathToFileURL(path.join(import.meta.dirname, 'electron.ts')).href
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common))?$/.test(specifier)
      ? { url: electronModule, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})

if (switches.has('inspect')) openInspector(Number(switches.get('inspect') || 0), '127.0.0.1')

const { app } = await import('./app.ts')
const { launchAhead, startBrowser } = await import('./electron.ts')
app.configure({ folder: isFolder ? target : path.dirname(target), manifest, switches })
for (const file of preloads) require(file)
// What is preloaded adds switches, as Playwright's does; who listens for DevTools must not hear of a browser that is given up.
const ahead = launchAhead()
try {
  await import(pathToFileURL(entry).href)
} catch (error) {
  console.error(error)
  await ahead.chromium.end()
  process.exit(1)
}
// As in Electron, nothing becomes ready before the application's entry has run to its end: its switches and paths are in place.
await startBrowser(ahead)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
