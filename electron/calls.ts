/** The one way in for a page: the sender is checked, the name is looked up, the input is parsed, then it is forwarded. */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { z } from 'zod'
import { contract, isProcedure, type ProcedureName } from '../domain/contract/contract.ts'
import {
  desktopContract,
  type DesktopOutput,
  type DesktopProcedure,
  type DesktopContract,
} from '../domain/contract/desktop.ts'
import { refuse, type Outcome } from '../domain/errors.ts'
import { isOurs } from './origin.ts'

const message = z.strictObject({ name: z.string().max(100), input: z.unknown() })

/** A page that may call: its session's name, and what it may not ask. */
export type Caller = { readonly window: string; readonly contents: WebContents }

export type DesktopHandlers = {
  readonly [P in DesktopProcedure]: (input: DesktopInput<P>, caller: Caller) => Promise<Outcome<DesktopOutput<P>>>
}

export type CallTargets = {
  /** The caller behind web contents; undefined for a page that may not call at all. */
  readonly callerOf: (contents: WebContents) => Caller | undefined
  /** Lets a page with a narrower purpose answer or refuse before anything is forwarded. */
  readonly intercept: (caller: Caller, name: string, input: unknown) => Outcome<unknown> | undefined
  readonly clinic: (window: string, name: ProcedureName, input: unknown) => Promise<Outcome<unknown>>
  readonly desktop: DesktopHandlers
}

type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>

/** Only the top frame of a page of ours: a frame inside it, or a page from elsewhere in the same window, is foreign. */
const isTrusted = ({ sender, senderFrame }: Sender): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.parent === null && isOurs(senderFrame.url)

/** Where the input does not fit, without the values themselves: they may be a patient's. */
const issuesOf = (error: z.ZodError): string =>
  [...new Set(error.issues.map(({ path, code }) => (path.length > 0 ? path.join('.') : code)))].slice(0, 8).join(', ')

const badInput = (error: z.ZodError) => refuse('bad-input', { issues: issuesOf(error) })

const isDesktop = (name: string): name is DesktopProcedure => Object.hasOwn(desktopContract, name)

type DesktopInput<P extends DesktopProcedure> = z.output<DesktopContract[P]['input']>
const desktopInputs: { readonly [P in DesktopProcedure]: { readonly input: z.ZodType<DesktopInput<P>> } } =
  desktopContract

async function serveDesktop<P extends DesktopProcedure>(
  handlers: DesktopHandlers,
  name: P,
  input: unknown,
  caller: Caller,
): Promise<Outcome<unknown>> {
  const parsed = desktopInputs[name].input.safeParse(input)
  return parsed.success ? handlers[name](parsed.data, caller) : badInput(parsed.error)
}

/** Answers one call of a page. Refuses with `not-allowed`, `bad-input` or `unknown-procedure` before anything is forwarded. */
export async function answerCall(targets: CallTargets, event: Sender, body: unknown): Promise<Outcome<unknown>> {
  const caller = isTrusted(event) ? targets.callerOf(event.sender) : undefined
  if (!caller) return refuse('not-allowed', { permission: 'desktop' })
  const parsed = message.safeParse(body)
  if (!parsed.success) return badInput(parsed.error)
  const { name, input } = parsed.data
  const intercepted = targets.intercept(caller, name, input)
  if (intercepted) return intercepted
  if (isDesktop(name)) return serveDesktop(targets.desktop, name, input, caller)
  if (!isProcedure(name)) return refuse('unknown-procedure', { name })
  const fits = contract[name].input.safeParse(input)
  return fits.success ? targets.clinic(caller.window, name, fits.data) : badInput(fits.error)
}

const unanswered = new Map<WebContents, Set<Promise<unknown>>>()

export function serveCalls(targets: CallTargets): void {
  ipcMain.handle('call', async (event, body: unknown) => {
    const calls = unanswered.get(event.sender) ?? new Set()
    const answer = answerCall(targets, event, body)
    unanswered.set(event.sender, calls.add(answer))
    return answer.finally(() => calls.delete(answer))
  })
}

/** Resolves when everything that this page asked so far is answered. */
export const whenAnswered = (contents: WebContents): Promise<unknown> =>
  Promise.allSettled(unanswered.get(contents) ?? [])
