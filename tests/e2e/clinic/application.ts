/** Playwright fixtures: the whole application, built as `npm start` builds it, on PCs that are folders of their own. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import type { Contract, Output, ProcedureName } from '../../../domain/contract/contract.ts'
import type { DesktopBridge } from '../../../domain/contract/desktop.ts'
import type { Outcome } from '../../../domain/errors.ts'
import type { z } from 'zod'
import { applicationFolder } from './build.ts'
import { endTree } from './process-tree.ts'

/** The screen of a cheap counter PC, in CSS pixels. */
export const COUNTER_SCREEN = { width: 1366, height: 768 }

export type Running = {
  readonly electron: ElectronApplication
  readonly page: Page
  /** One more window of this PC, as a second start with `--new-window` opens it. */
  readonly openWindow: () => Promise<Page>
  /** Ends the program as a person does. */
  readonly quit: () => Promise<void>
  /** Pulls the plug: SIGKILL to every process of the program at once. */
  readonly pullThePlug: () => Promise<void>
}

export type StartOptions = {
  readonly environment?: Readonly<Record<string, string>>
  /** A module that the main process runs first. */
  readonly preload?: string
}

export type Pc = {
  readonly data: string
  /** Every print arrives here as PDF; a file `fault` in it makes the printer fail with its text. */
  readonly printer: string
  readonly start: (options?: StartOptions) => Promise<Running>
}

type Fixtures = { readonly newPc: () => Promise<Pc>; readonly pc: Pc }

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from the pattern
  newPc: async ({}, use) => {
    const folders: string[] = []
    const running: ElectronApplication[] = []
    const faults: string[] = []
    await use(async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'caresync-pc-'))
      folders.push(folder)
      return makePc(folder, electron => {
        running.push(electron)
        for (const page of electron.windows()) hear(page, faults)
        electron.on('window', page => hear(page, faults))
      })
    })
    for (const electron of running) await electron.close()
    expect(faults, 'no page met a fault that nobody expected').toEqual([])
    for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  pc: async ({ newPc }, use) => use(await newPc()),
})

/** Keeps what a page throws or complains of; a spec whose screens look right must not hide it. */
function hear(page: Page, faults: string[]): void {
  page.on('pageerror', error => faults.push(error.stack ?? error.message))
  page.on('console', message => message.type() === 'error' && faults.push(message.text()))
}

/** A PC in a folder: data, printer and temporary files beside each other, so that nothing is shared and nothing is left. */
export function makePc(folder: string, onStart: (electron: ElectronApplication) => void): Pc {
  const [data, printer, temporary] = ['data', 'printer', 'tmp'].map(name => path.join(folder, name)) as [
    string,
    string,
    string,
  ]
  for (const each of [data, printer, temporary]) mkdirSync(each, { recursive: true })
  return {
    data,
    printer,
    start: async ({ environment: more = {}, preload } = {}) => {
      const environment = {
        ...(process.env as Record<string, string>),
        CARESYNC_DATA: data,
        ELECTRON_STAND_IN_PRINTER: printer,
        TMPDIR: temporary,
        ...more,
      }
      const electron = await _electron.launch({
        args: [...(preload ? ['-r', preload] : []), applicationFolder()],
        env: environment,
      })
      onStart(electron)
      const page = await usable(await electron.firstWindow())
      return {
        electron,
        page,
        openWindow: async () => {
          const opened = electron.waitForEvent('window')
          await secondStart(environment)
          return usable(await opened)
        },
        quit: () => electron.close(),
        pullThePlug: () => endTree(electron.process()),
      }
    },
  }
}

/** The page once a person could begin on it. */
export async function usable(page: Page): Promise<Page> {
  await page.setViewportSize(COUNTER_SCREEN)
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'yes')
  return page
}

async function secondStart(environment: Record<string, string>): Promise<void> {
  const executable = createRequire(import.meta.url)('electron') as string
  const second = spawn(executable, [applicationFolder(), '--new-window'], { env: environment, stdio: 'ignore' })
  const code = await new Promise<number | null>(resolve => second.once('exit', resolve))
  expect(code, 'the second start hands over and ends').toBe(0)
}

type SentInput<N extends ProcedureName> = z.input<Contract[N]['input']>

/** Asks the clinic through the bridge of a page, with the rights of whoever works there: what its screens are told. */
export function ask<N extends ProcedureName>(page: Page, name: N, input: SentInput<N>): Promise<Outcome<Output<N>>> {
  const call = ([name, input]: readonly [ProcedureName, unknown]): Promise<unknown> =>
    (window as unknown as { readonly caresync: DesktopBridge }).caresync.call(name, input as never)
  return page.evaluate(call, [name, input] as const) as Promise<Outcome<Output<N>>>
}

/** The same where only the answer matters; a refusal fails the spec. */
export async function told<N extends ProcedureName>(page: Page, name: N, input: SentInput<N>): Promise<Output<N>> {
  const outcome = await ask(page, name, input)
  if (!outcome.ok) throw new Error(`${name} was refused: ${outcome.code}`)
  return outcome.value
}
