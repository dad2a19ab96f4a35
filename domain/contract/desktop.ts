/**
 * What only the desktop shell can do for a screen, and the bridge that its page holds. A page in another host has no
 * bridge, or none of these methods, and shows its own way instead.
 */
import { z } from 'zod'
import type { Outcome } from '../errors.ts'
import type { Call, ClinicEvent } from './contract.ts'
import { id } from '../tables/common.ts'
import { none } from './shapes.ts'

const nothing = z.null()

/** What a screen shows of an update; `waitsFor` names the gate, `refusal` why the last one was turned away. */
const updateState = z.object({
  phase: z.enum(['idle', 'available', 'downloading', 'ready', 'waiting', 'installing']),
  version: z.string().nullable(),
  deadline: z.string().nullable(),
  percent: z.number().nullable(),
  waitsFor: z.enum(['printing', 'lowDisk', 'openBill', 'onBattery', 'clinicHours']).nullable(),
  refusal: z.string().nullable(),
})
export type UpdateView = z.output<typeof updateState>

/** Served by the shell itself over the same channel as the contract; a refused job stays in `prints.pending`. */
export const desktopContract = {
  /** The first usable screen is painted. */
  'desktop.ready': { input: none, output: nothing },
  /** Prints a requested job on the printer of this PC and settles it. Refuses with `print-failed` and the reason. */
  'desktop.print': { input: z.strictObject({ jobId: id }), output: nothing },
  /** Saves a requested job as PDF where the person chooses; `path` is null when the person cancelled. */
  'desktop.savePdf': { input: z.strictObject({ jobId: id }), output: z.object({ path: z.string().nullable() }) },
  'desktop.printers': {
    input: none,
    output: z.object({ printers: z.array(z.object({ name: z.string(), label: z.string() })) }),
  },
  /** A dialog; `path` is null when the person cancelled. */
  'desktop.chooseBackup': { input: none, output: z.object({ path: z.string().nullable() }) },
  'desktop.updateState': { input: none, output: updateState },
  /** "Restart and update": installs now, or says what it waits for. */
  'desktop.installUpdate': { input: none, output: updateState },
} as const

export type DesktopContract = typeof desktopContract
export type DesktopProcedure = keyof DesktopContract
export type DesktopOutput<P extends DesktopProcedure> = z.output<DesktopContract[P]['output']>

/** `window.caresync` on the desktop. */
export type DesktopBridge = {
  readonly call: Call
  /** Returns the function that stops listening. */
  readonly on: (listener: (event: ClinicEvent) => void) => () => void
  readonly ready: () => Promise<Outcome<null>>
  readonly print: (jobId: string) => Promise<Outcome<null>>
  readonly savePdf: (jobId: string) => Promise<Outcome<{ path: string | null }>>
  readonly printers: () => Promise<Outcome<DesktopOutput<'desktop.printers'>>>
  readonly updateState: () => Promise<Outcome<UpdateView>>
  readonly installUpdate: () => Promise<Outcome<UpdateView>>
  readonly chooseBackup: () => Promise<Outcome<{ path: string | null }>>
}
