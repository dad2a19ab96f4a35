/** `app`: the life of the process, its paths and its command line. */
import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { endBrowser } from './browser.ts'
import { cancellable } from './cancellable.ts'
import { SingleInstance, type SecondStart } from './single-instance.ts'

type Manifest = { readonly name?: string; readonly productName?: string; readonly version?: string }
type ClosableWindow = { close: () => boolean; once: (event: 'closed', listener: () => void) => unknown }
type Configuration = {
  readonly folder: string
  readonly manifest: Manifest
  readonly switches: ReadonlyMap<string, string>
}

class App extends EventEmitter {
  readonly isPackaged = false
  name = 'Electron'
  readonly switches = new Map<string, string>()
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => void this.switches.set(name, value),
    hasSwitch: (name: string) => this.switches.has(name),
    getSwitchValue: (name: string) => this.switches.get(name) ?? '',
    removeSwitch: (name: string) => void this.switches.delete(name),
  }
  #folder = ''
  #version = '0.0.0'
  #paths = new Map<string, string>()
  #ready = false
  #whenReady = Promise.withResolvers<void>()
  #quitting = false
  #instance: SingleInstance | undefined
  #openWindows: () => readonly ClosableWindow[] = () => []

  configure({ folder, manifest, switches }: Configuration): void {
    this.#folder = folder
    this.#version = manifest.version ?? this.#version
    this.name = manifest.productName ?? manifest.name ?? this.name
    for (const [name, value] of switches) if (!name.startsWith('inspect')) this.switches.set(name, value)
    const userData = switches.get('user-data-dir')
    if (userData) this.setPath('userData', userData)
  }

  isReady = (): boolean => this.#ready
  whenReady = (): Promise<void> => this.#whenReady.promise
  getName = (): string => this.name
  setName = (name: string): void => void (this.name = name)
  getVersion = (): string => this.#version
  getAppPath = (): string => this.#folder
  getLocale = (): string => 'en-IN'
  getPreferredSystemLanguages = (): string[] => ['en-IN']
  setPath = (name: string, value: string): void => void this.#paths.set(name, value)
  setAppUserModelId(): void {}
  enableSandbox(): void {}
  focus(): void {}
  relaunch(): void {}

  getPath(name: string): string {
    const set = this.#paths.get(name)
    if (set) return set
    const appData = process.env.XDG_CONFIG_HOME ?? path.join(os.homedir(), '.config')
    if (name === 'home') return os.homedir()
    if (name === 'appData') return appData
    if (name === 'userData') return path.join(appData, this.name)
    if (name === 'temp') return os.tmpdir()
    if (name === 'exe') return process.argv[0] ?? process.execPath
    if (name === 'documents' || name === 'downloads') return path.join(os.homedir(), name)
    if (name === 'logs' || name === 'crashDumps' || name === 'sessionData')
      return path.join(this.getPath('userData'), name)
    throw new Error(`Failed to get '${name}' path`)
  }

  requestSingleInstanceLock(additionalData: unknown = null): boolean {
    this.#instance = new SingleInstance(this.getPath('userData'), start => void this.#announce(start))
    const acquired = this.#instance.acquire({ argv: process.argv, workingDirectory: process.cwd(), additionalData })
    if (!acquired) this.#instance = undefined
    return acquired
  }
  hasSingleInstanceLock = (): boolean => this.#instance !== undefined
  releaseSingleInstanceLock = (): void => this.#instance?.release()

  /** Marks the application ready. The windows are passed in, because they know `app` and not the other way round. */
  becomeReady(openWindows: () => readonly ClosableWindow[]): void {
    mkdirSync(this.getPath('userData'), { recursive: true })
    this.#openWindows = openWindows
    this.#ready = true
    this.#whenReady.resolve()
    this.emit('ready', {}, {})
  }

  onWindowAllClosed(): void {
    if (this.#quitting) return
    if (!this.emit('window-all-closed')) this.quit()
  }

  /** Whether the application quits already: one that does so in its entry, as a second start, never becomes ready. */
  get isQuitting(): boolean {
    return this.#quitting
  }

  quit(): void {
    if (this.#quitting) return
    void this.#quit()
  }

  exit(code = 0): void {
    this.emit('quit', {}, code)
    this.#instance?.release()
    void endBrowser().then(() => process.exit(code))
  }

  async #quit(): Promise<void> {
    const before = cancellable({})
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.#quitting = true
    const windows = this.#openWindows()
    const closed = windows.map(window => new Promise<void>(resolve => window.once('closed', resolve)))
    // As in Electron every window is asked, also when an earlier one refused.
    const answers = windows.map(window => window.close())
    if (answers.includes(false)) return void (this.#quitting = false)
    await Promise.all(closed)
    const will = cancellable({})
    this.emit('will-quit', will)
    if (will.defaultPrevented) return void (this.#quitting = false)
    this.exit(0)
  }

  /** Electron tells of second starts only once the application is ready. */
  async #announce({ argv, workingDirectory, additionalData }: SecondStart): Promise<void> {
    await this.whenReady()
    this.emit('second-instance', {}, argv, workingDirectory, additionalData)
  }
}

export const app = new App()
