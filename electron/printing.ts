/**
 * Prints requested jobs one after the other from a hidden window that is made for the first of them. A job that does not reach
 * the paper is settled as failed with its reason and stays with the clinic process until somebody retries or dismisses it.
 */
import { BrowserWindow, type WebContents, type WebContentsPrintOptions } from 'electron'
import type { RequestInput } from '../clinic/rpc.ts'
import { contract, type Output, type ProcedureName } from '../domain/contract/contract.ts'
import { ok, refuse, type Outcome } from '../domain/errors.ts'
import { ORIGIN } from './origin.ts'
import { pageOptions } from './paper.ts'
import { webPreferences } from './window.ts'

/** A receipt that is not laid out by then is not coming. */
const LAYOUT_MILLISECONDS = 15_000

type Job = Output<'prints.job'>

export type PrintingOptions = {
  readonly call: (window: string, name: ProcedureName, input: unknown) => Promise<Outcome<unknown>>
  readonly settle: (job: RequestInput<'settlePrint'>) => Promise<Outcome<null>>
}

export class Printing {
  #options: PrintingOptions
  #window: BrowserWindow | undefined
  #queue: Promise<unknown> = Promise.resolve()
  #pending = 0
  #current: Job | undefined

  constructor(options: PrintingOptions) {
    this.#options = options
  }

  get isBusy(): boolean {
    return this.#pending > 0
  }

  /** Whether these web contents are the hidden page, which may ask for nothing but the job that it lays out. */
  isPrintPage(contents: WebContents): boolean {
    return this.#window?.webContents === contents
  }

  answerPrintPage(name: string): Outcome<unknown> {
    return name === 'prints.job' && this.#current ? ok(this.#current) : refuse('not-allowed', { permission: name })
  }

  /**
   * Puts a job on paper. Refuses with `print-failed`, with what `prints.job` says to this window, or with `print-moved` when
   * the job does not wait any more: then nothing is printed.
   */
  print(window: string, jobId: string): Promise<Outcome<null>> {
    return this.#enqueue(async () => {
      const found = await this.#find(window, jobId)
      if (!found.ok) return found
      const taken = await this.#options.settle({ jobId, state: 'printing', reason: '' })
      if (!taken.ok) return taken
      const reason = await this.#putOnPaper(window, found.value)
      const state = reason === '' ? 'done' : 'failed'
      const settled = await this.#options.settle({ jobId, state, reason })
      if (!settled.ok) return settled
      return reason === '' ? ok(null) : refuse('print-failed', { reason })
    })
  }

  /** A job as PDF, for saving; it is not settled, because it did not reach paper. */
  toPdf(window: string, jobId: string): Promise<Outcome<{ pdf: Buffer; label: string }>> {
    return this.#enqueue(async () => {
      const found = await this.#find(window, jobId)
      if (!found.ok) return found
      const { contents, heightMm } = await this.#layOut(found.value)
      const { pageSize } = pageOptions(found.value.job.format, heightMm)
      const inches =
        typeof pageSize === 'object' ? { width: pageSize.width / 25_400, height: pageSize.height / 25_400 } : 'A5'
      const pdf = await contents.printToPDF({ pageSize: inches, printBackground: true, margins: noMargins })
      return ok({ pdf, label: found.value.job.label })
    })
  }

  /** Lets the jobs in hand finish, then closes the hidden window, so that the last real one ends the application. */
  async finish(): Promise<void> {
    await this.#queue
    this.#window?.destroy()
    this.#window = undefined
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    this.#pending++
    const result = this.#queue.then(work).finally(() => this.#pending--)
    this.#queue = result.catch(() => undefined) // the next job does not suffer for this one; the caller is told
    return result
  }

  async #find(window: string, jobId: string): Promise<Outcome<Job>> {
    const answer = await this.#options.call(window, 'prints.job', { jobId })
    return answer.ok ? ok(contract['prints.job'].output.parse(answer.value)) : answer
  }

  /** Empty, or the reason for which it failed. */
  async #putOnPaper(window: string, job: Job): Promise<string> {
    try {
      const preferences = await this.#options.call(window, 'preferences.get', {})
      const parsed = preferences.ok ? contract['preferences.get'].output.parse(preferences.value) : undefined
      const printer = parsed?.pc['printer']
      const { contents, heightMm } = await this.#layOut(job)
      const known = await contents.getPrintersAsync()
      if (known.length === 0) return 'this PC has no printer'
      const deviceName = typeof printer === 'string' && printer !== '' ? printer : undefined
      if (deviceName && !known.some(({ name }) => name === deviceName)) return `the printer ${deviceName} is not there`
      return await send(contents, {
        silent: true,
        printBackground: true,
        color: false,
        margins: { marginType: 'none' },
        ...pageOptions(job.job.format, heightMm),
        ...(deviceName ? { deviceName } : {}),
      })
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  async #layOut(job: Job): Promise<{ contents: WebContents; heightMm: number }> {
    this.#current = job
    if (!this.#window || this.#window.isDestroyed()) {
      this.#window = new BrowserWindow({ show: false, width: 800, height: 1000, webPreferences })
    }
    const { webContents: contents } = this.#window
    await this.#window.loadURL(`${ORIGIN}/print.html?job=${encodeURIComponent(job.job.id)}`)
    const heightMm: unknown = await contents.executeJavaScript(laidOut)
    if (typeof heightMm !== 'number') throw new Error('the document could not be laid out')
    return { contents, heightMm }
  }
}

const noMargins = { top: 0, bottom: 0, left: 0, right: 0 }

/** Resolves with the height in millimetres once the page says that it is ready; null when it does not in time. */
const laidOut = `new Promise(resolve => {
  const page = document.documentElement
  const look = () => {
    if (page.dataset.ready !== 'yes') return
    seen.disconnect()
    resolve(Number(page.dataset.heightMm) || page.scrollHeight * 25.4 / 96)
  }
  const seen = new MutationObserver(look)
  seen.observe(page, { attributes: true })
  setTimeout(() => resolve(null), ${LAYOUT_MILLISECONDS})
  look()
})`

const send = (contents: WebContents, options: WebContentsPrintOptions): Promise<string> =>
  new Promise(resolve =>
    contents.print(options, (done, reason) => resolve(done ? '' : reason || 'the printer refused the job')),
  )
