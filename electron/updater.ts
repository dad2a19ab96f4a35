/** The thin adapter between the state machine and electron-updater: it obeys commands and reports what happened. */
import type { AppUpdater } from 'electron-updater'
import { matchesSigned, verifyManifest } from './update-manifest.ts'
import { idle, nextUpdate, type Command, type Gates, type UpdateEvent, type UpdateState } from './updates.ts'

export type Feed = {
  /** The folder with the manifest, its signature and the installers; loopback in tests. */
  readonly url: string
  /** The public half of the release key: base64 of its DER form. */
  readonly releaseKey: string
}

export type UpdaterOptions = {
  readonly autoUpdater: AppUpdater
  readonly feed: Feed
  /** `latest.yml` on Windows, `latest-mac.yml` and `latest-linux.yml` elsewhere. */
  readonly manifestName: string
  readonly fetchBytes: (url: string) => Promise<Buffer>
  readonly gates: () => Promise<Gates>
  readonly now: () => string
  /** Makes a verified backup; the reason when it could not. */
  readonly backup: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>
  /** Ends what holds files open, so that the installer finds nothing running. */
  readonly beforeInstall: () => Promise<void>
  /** Starts again what `beforeInstall` ended: this version goes on. */
  readonly afterFailedInstall: () => void
  /** Whether the application begins to quit; false when it has not after the time that an installer may need to start. */
  readonly quits: () => Promise<boolean>
  readonly onChange: (state: UpdateState) => void
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message.split('\n')[0] : undefined) ?? String(error)

export class Updater {
  #options: UpdaterOptions
  #state: UpdateState = idle
  #offered: { version: string; files: { url: string; sha512: string }[] } | undefined

  constructor(options: UpdaterOptions) {
    this.#options = options
    const { autoUpdater, feed } = options
    autoUpdater.setFeedURL({ provider: 'generic', url: feed.url, useMultipleRangeRequest: false })
    autoUpdater.autoDownload = false
    autoUpdater.autoInstallOnAppQuit = false // Windows may kill an installer at shutdown and leave an empty folder
    autoUpdater.allowDowngrade = false
    autoUpdater.on('download-progress', ({ percent }) => void this.#on({ event: 'progress', percent }))
  }

  get state(): UpdateState {
    return this.#state
  }

  /** Looks at the feed once; without a network nothing changes. */
  async check(): Promise<void> {
    const result = await this.#options.autoUpdater.checkForUpdates().catch(() => null) // offline is no news
    if (!result) return
    if (!result.isUpdateAvailable) return this.#on({ event: 'none' })
    const { version, files } = result.updateInfo
    this.#offered = { version, files }
    await this.#on({ event: 'found', release: { version, deadline: null } })
  }

  /** A person asks for it now. */
  async install(override: boolean): Promise<UpdateState> {
    const { gates, now } = this.#options
    await this.#on({ event: 'asked', gates: await gates(), now: now(), override })
    return this.#state
  }

  /** Looks again whether what it waits for is over. */
  async reconsider(): Promise<void> {
    if (this.#state.phase !== 'waiting') return
    const { gates, now } = this.#options
    await this.#on({ event: 'gates', gates: await gates(), now: now() })
  }

  async #on(event: UpdateEvent): Promise<void> {
    const { state, command } = nextUpdate(this.#state, event)
    const changed = state !== this.#state
    this.#state = state
    if (changed) this.#options.onChange(state)
    if (command) await this.#on(await this.#obey(command))
  }

  async #obey(command: Command): Promise<UpdateEvent> {
    try {
      if (command === 'verify') return await this.#verify()
      if (command === 'download') {
        await this.#options.autoUpdater.downloadUpdate()
        return { event: 'downloaded' }
      }
      if (command === 'backup') {
        const made = await this.#options.backup()
        return made.ok ? { event: 'backedUp' } : { event: 'refused', reason: made.reason }
      }
      return await this.#install()
    } catch (error) {
      return { event: 'refused', reason: reasonOf(error) }
    }
  }

  async #install(): Promise<UpdateEvent> {
    const { beforeInstall, afterFailedInstall } = this.#options
    await beforeInstall()
    const failure = await this.#startInstaller().catch(reasonOf)
    if (failure === undefined) return { event: 'installed' }
    afterFailedInstall()
    return { event: 'refused', reason: failure }
  }

  /** Why the installer did not start: electron-updater returns then as if nothing were wrong, and tells by an event at most. */
  async #startInstaller(): Promise<string | undefined> {
    const { autoUpdater, quits } = this.#options
    const failed = Promise.withResolvers<string>()
    const onError = (error: Error) => failed.resolve(reasonOf(error))
    autoUpdater.on('error', onError)
    try {
      const quitting = quits()
      autoUpdater.quitAndInstall(true, true)
      const silent = quitting.then(quit => (quit ? undefined : 'the installer did not start'))
      return await Promise.race([failed.promise, silent])
    } finally {
      autoUpdater.off('error', onError)
    }
  }

  async #verify(): Promise<UpdateEvent> {
    const { feed, manifestName, fetchBytes } = this.#options
    const url = `${feed.url.replace(/\/$/, '')}/${manifestName}`
    const [bytes, signature] = await Promise.all([fetchBytes(url), fetchBytes(`${url}.sig`)])
    const verdict = verifyManifest(bytes, signature.toString('utf8'), feed.releaseKey)
    if (!verdict.ok) return { event: 'refused', reason: verdict.reason }
    if (!this.#offered || !matchesSigned(this.#offered, verdict.manifest)) {
      return { event: 'refused', reason: 'what is offered is not what was signed' }
    }
    return { event: 'verified', deadline: verdict.manifest.deadline }
  }
}
