import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type RpcOutcome, type ToClinic, toShell, type ToShell } from '../../../clinic/rpc.ts'
import { newClinicInput } from './harness.ts'

const root = join(import.meta.dirname, '../../..')

/** The clinic process as the shell runs it, with a shell that keeps its key in memory. */
async function startProcess(folder: string, keys: { key: string | null }) {
  const child: ChildProcess = fork(join(root, 'clinic/main.ts'), {
    execArgv: ['--import', join(root, 'tests/electron-stand-in/utility-child.ts')],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
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

describe('the clinic process behind the shell', () => {
  it('opens nothing in a data folder that another process has, and takes it when that one is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caresync-process-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const keys: { key: string | null } = { key: null }
    const first = await startProcess(folder, keys)
    expect(await first.call('setup.newClinic', newClinicInput)).toMatchObject({ ok: true })
    const second = await startProcess(folder, keys)
    expect(await second.call('app.state', {})).toMatchObject({ value: { phase: 'stopped', fault: { code: 'in-use' } } })
    first.child.kill('SIGKILL')
    await first.exited
    const third = await startProcess(folder, keys)
    expect(await third.call('app.state', {})).toMatchObject({ value: { phase: 'sign-in' } })
  })

  it('sets a clinic up, locks with the screen of the machine, and ends whole when it is told to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caresync-process-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const keys: { key: string | null } = { key: null }
    const shell = await startProcess(folder, keys)
    expect(await shell.call('app.state', {})).toMatchObject({ value: { phase: 'first-run', host: 'desktop' } })
    expect(await shell.call('setup.newClinic', newClinicInput)).toMatchObject({ ok: true })
    expect(Buffer.from(keys.key ?? '', 'base64')).toHaveLength(32)
    const tiles = await shell.call('session.tiles', {})
    const userId = tiles.ok ? (tiles.value as { users: { id: string }[] }).users[0]?.id : ''
    expect(await shell.call('session.signIn', { userId, secret: { pin: '4826' } })).toMatchObject({ ok: true })

    const locked = shell.wait('event', ({ event }) => event.event === 'session')
    shell.send({ kind: 'power', state: 'lockScreen' })
    await locked
    expect(await shell.call('queue.board', {})).toMatchObject({ code: 'locked' })
    await shell.call('session.signIn', { userId, secret: { pin: '4826' } })
    const asleep = shell.wait('event', ({ event }) => event.event === 'session')
    shell.send({ kind: 'power', state: 'suspend' })
    await asleep
    expect(await shell.call('queue.board', {})).toMatchObject({ code: 'locked' })
    await shell.call('session.signIn', { userId, secret: { pin: '4826' } })
    await shell.call('queue.board', {}, 'window-2')
    shell.send({ kind: 'windowClosed', window: 'window-2' })
    expect(await shell.call('queue.board', {})).toMatchObject({ ok: true })
    shell.send({ kind: 'idle', seconds: 599 })
    expect(await shell.call('queue.board', {})).toMatchObject({ ok: true })
    shell.send({ kind: 'windowClosed', window: 'window-1' })
    expect(await shell.call('queue.board', {})).toMatchObject({ code: 'locked' })

    const flushed = shell.wait('flushed', () => true)
    shell.send({ kind: 'quit' })
    await flushed
    expect(await shell.call('app.state', {})).toMatchObject({ code: 'restarting' })
    shell.child.kill('SIGKILL')
    await shell.exited
    const again = await startProcess(folder, keys)
    expect(await again.call('app.state', {})).toMatchObject({ value: { phase: 'sign-in' } })
  })

  it('ends when the shell says something that it does not know', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caresync-process-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const shell = await startProcess(folder, { key: null })
    shell.child.send({ kind: 'nonsense' })
    expect(await shell.exited).not.toBe(0)
  })
})
