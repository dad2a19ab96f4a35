/** Headquarters as it is started: a process of its own on its own PostgreSQL. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const main = path.join(import.meta.dirname, '../../../hq/main.ts')

export type HqProcess = {
  readonly address: string
  /** Everything that it printed. */
  readonly output: () => string
  readonly signal: (name: NodeJS.Signals) => void
  /** Its status, or the signal that ended it. */
  readonly ended: Promise<number | string>
}

type Env = Readonly<Record<string, string>>

const environment = (folder: string, env: Env): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  CARESYNC_HQ_DATA: folder,
  PORT: '0',
  ...env,
})

/** `folder` must be reachable for others, see `reachableFolder`. */
export async function startHq(folder: string, env: Env = {}): Promise<HqProcess> {
  const child = fork(main, [], { env: environment(folder, env), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let output = ''
  const ended = once(child, 'exit').then(([status, signal]) => (status ?? signal) as number | string)
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString('utf8')
      const said = /serves at (http:\S+)/.exec(output)?.[1]
      if (said !== undefined) resolve(said)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    void ended.then(status => reject(new Error(`headquarters ended with ${status}: ${output}`)))
  })
  return { address, output: () => output, signal: name => child.kill(name), ended }
}

/** One command of the operator: what it printed, and its status. */
export async function hqCommand(
  folder: string,
  args: readonly string[],
  env: Env = {},
): Promise<{ readonly status: number; readonly lines: readonly string[]; readonly fault: string }> {
  const child = fork(main, args, { env: environment(folder, env), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const text = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => (text.stdout += chunk.toString('utf8')))
  child.stderr?.on('data', (chunk: Buffer) => (text.stderr += chunk.toString('utf8')))
  const [status] = (await once(child, 'close')) as [number]
  return { status, lines: text.stdout.split('\n').filter(line => line !== ''), fault: text.stderr.trim() }
}
