import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'

/** What a started program said or became first. `end` is its exit status, null when a signal ended it. */
export type FirstWord =
  | { readonly word: 'ready' | 'running'; readonly address: string }
  | { readonly word: 'ended'; readonly status: number | null; readonly lastLine: string }
  | { readonly word: 'silent' }

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
  },
): Program {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: options.channel ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>(resolve => {
    child.on('error', () => resolve(1))
    child.on('close', status => resolve(status))
  })
  let lastLine = ''
  const lines = (stream: NodeJS.ReadableStream | null, heard: (line: string) => void): void => {
    if (stream) createInterface({ input: stream }).on('line', heard)
  }
  lines(child.stderr, line => {
    if (line.trim() !== '') lastLine = line.trim()
  })
  const said = new Promise<FirstWord>(resolve => {
    lines(child.stdout, line => {
      const word = /^CARESYNC_(READY|RUNNING)(?: (\S+))?$/.exec(line.trim())
      if (word) resolve({ word: word[1] === 'READY' ? 'ready' : 'running', address: word[2] ?? '' })
    })
  })
  const endedFirst = ended.then((status): FirstWord => ({ word: 'ended', status, lastLine }))
  const silence = new AbortController()
  const silent = wait(options.patienceMs, { word: 'silent' } as const, { signal: silence.signal })
  const firstWord = Promise.race([said, endedFirst, silent]).finally(() => silence.abort())
  // The waiting that was given up is nobody's fault.
  silent.catch(() => undefined)
  return { child, firstWord, ended, end: () => endProgram(child, ended) }
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
