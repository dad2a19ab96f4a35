import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** What a started program said or became first. `end` is its exit status, null when a signal ended it. */
type FirstWord =
  | { readonly word: 'ready' | 'running'; readonly address: string }
  | { readonly word: 'ended'; readonly status: number | null; readonly sentence: string }
  | { readonly word: 'silent' }

/** What an ended program wrote last is read to its end, but not for longer than this. Milliseconds. */
const DRAIN_MS = 1000

export type Program = {
  readonly child: ChildProcess
  readonly firstWord: Promise<FirstWord>
  readonly ended: Promise<number | null>
  /** Asks it to end, and insists after ten seconds. */
  end(): Promise<number | null>
}

/**
 * Starts the desktop shell or the browser host. Both say `CARESYNC_READY` on stdout when a person can work; the browser
 * host adds its address. `patienceMs` ends the waiting for that, not the program.
 */
export function startProgram(
  command: string,
  args: readonly string[],
  options: {
    readonly cwd: string
    readonly env: NodeJS.ProcessEnv
    readonly patienceMs: number
    readonly channel: boolean
    /** Ends the program. */
    readonly stop: AbortSignal
  },
): Program {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: options.channel ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>(resolve => {
    child.on('error', () => resolve(1))
    // Not `close`: a helper of Electron may hold the pipes longer, and a channel closed from here never counts as closed.
    child.on('exit', status => resolve(status))
  })
  const told: string[] = []
  const lines = (stream: NodeJS.ReadableStream | null, heard: (line: string) => void): void => {
    if (stream) createInterface({ input: stream }).on('line', heard)
  }
  lines(child.stderr, line => {
    if (line.trim() !== '') told.push(line.trim())
    if (told.length > 200) told.shift()
  })
  const said = new Promise<FirstWord>(resolve => {
    lines(child.stdout, line => {
      const word = /^CARESYNC_(READY|RUNNING)(?: (\S+))?$/.exec(line.trim())
      if (word) resolve({ word: word[1] === 'READY' ? 'ready' : 'running', address: word[2] ?? '' })
    })
  })
  const drained = child.stderr ? finished(child.stderr).catch(() => undefined) : Promise.resolve()
  const endedFirst = ended.then(async (status): Promise<FirstWord> => {
    await Promise.race([drained, wait(DRAIN_MS, undefined, { ref: false })])
    return { word: 'ended', status, sentence: sentenceIn(told) }
  })
  const silence = new AbortController()
  const silent = wait(options.patienceMs, { word: 'silent' } as const, { signal: silence.signal })
  const firstWord = Promise.race([said, endedFirst, silent]).finally(() => silence.abort())
  // The waiting that was given up is nobody's fault.
  silent.catch(() => undefined)
  const end = (): Promise<number | null> => endProgram(child, ended)
  endAt(options.stop, ended, end)
  return { child, firstWord, ended, end }
}

function endAt(stop: AbortSignal, ended: Promise<unknown>, end: () => Promise<unknown>): void {
  const onStop = (): void => void end()
  if (stop.aborted) onStop()
  stop.addEventListener('abort', onStop)
  void ended.then(() => stop.removeEventListener('abort', onStop))
}

/** What a program that ended wanted to say: its last line, or of a fault with a stack the line that names it. */
export function sentenceIn(lines: readonly string[]): string {
  const fault = lines.findLast(line => /^\w*Error\b.*: /.test(line))
  return fault ?? lines.at(-1) ?? ''
}

async function endProgram(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  // The browser host ends in order when its channel closes; Windows has no signal that would do so.
  if (child.connected) child.disconnect()
  else child.kill('SIGTERM')
  const insist = setTimeout(() => child.kill('SIGKILL'), 10_000)
  const status = await ended
  clearTimeout(insist)
  return status
}
