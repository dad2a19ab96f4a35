import { type ChildProcess, fork, type ForkOptions } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type RpcOutcome, type ToClinic, toShell, type ToShell } from '../../../clinic/rpc.ts'

const root = join(import.meta.dirname, '../../..')

/** The clinic process as the shell runs it, with a shell that keeps its key in memory. */
export async function startProcess(
  folder: string,
  keys: { key: string | null },
  who: Pick<ForkOptions, 'uid' | 'gid'> = {},
) {
  const child: ChildProcess = fork(join(root, 'clinic/main.ts'), {
    execArgv: ['--import', join(root, 'tests/electron-stand-in/utility-child.ts')],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...who,
  })
  const exited = new Promise<number | null>(resolve => child.once('exit', resolve))
  onTestFinished(() => void child.kill('SIGKILL'))
  const heard: ToShell[] = []
  const listeners = new Set<(message: ToShell) => void>()
  const send = (message: ToClinic) => void child.send(message)
  child.on('message', raw => {
    const message = toShell.parse(raw)
    heard.push(message)
    if (message.kind === 'ask') {
      if (message.ability === 'sealKey') keys.key = (message.input as { key: string }).key
      const value = message.ability === 'sealKey' ? { protection: 'system' } : { key: keys.key }
      send({ kind: 'answer', id: message.id, outcome: { ok: true, value } })
    }
    for (const listener of listeners) listener(message)
  })
  const wait = <K extends ToShell['kind']>(kind: K, fits: (message: Extract<ToShell, { kind: K }>) => boolean) =>
    new Promise<Extract<ToShell, { kind: K }>>(resolve => {
      const isIt = (message: ToShell): message is Extract<ToShell, { kind: K }> => message.kind === kind
      const listener = (message: ToShell) => {
        if (!isIt(message) || !fits(message)) return
        listeners.delete(listener)
        resolve(message)
      }
      listeners.add(listener)
    })
  let last = 0
  const call = async (name: string, input: unknown, window = 'window-1'): Promise<RpcOutcome> => {
    const id = (last += 1)
    const answered = wait('result', message => message.id === id)
    send({ kind: 'call', id, window, name, input })
    return (await answered).outcome
  }
  const started = wait('started', () => true)
  send({ kind: 'start', dataFolder: folder, version: '0.1.0' })
  await started
  return { child, send, call, wait, heard, exited }
}
