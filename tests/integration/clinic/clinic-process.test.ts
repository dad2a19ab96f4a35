import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newClinicInput } from './harness.ts'
import { startProcess } from './start-process.ts'

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
