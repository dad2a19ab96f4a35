import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import type { ToClinic } from '../../../clinic/rpc.ts'
import { refuse } from '../../../domain/errors.ts'

/** A process that flushes when it is told to quit and ends when it is killed. */
class Child extends EventEmitter {
  readonly told: ToClinic['kind'][] = []
  postMessage(message: ToClinic): void {
    this.told.push(message.kind)
    if (message.kind === 'quit') this.emit('message', { kind: 'flushed' })
  }
  kill(): void {
    this.emit('exit', 0)
  }
}

const children: Child[] = []
const fork = () => {
  const child = new Child()
  children.push(child)
  return child
}
vi.doMock('electron', () => ({ utilityProcess: { fork } }))
const { ClinicProcess } = await import('../../../electron/clinic-process.ts')

test('a clinic process that was ended for an update that did not come is started again, and again when it dies', async () => {
  const crashes: number[] = []
  const clinic = new ClinicProcess({
    file: 'clinic.js',
    dataFolder: 'data',
    version: '0.1.0',
    abilities: { unsealKey: async () => refuse('key-lost'), sealKey: async () => refuse('key-lost') },
    now: () => 0,
    onEvent: () => {},
    onCrash: ({ code }) => crashes.push(code),
    onHopeless: () => {},
  })
  await clinic.quit()
  expect(children.map(({ told }) => told)).toEqual([['start', 'quit']])
  expect(await clinic.request('supportFacts', null)).toEqual(refuse('restarting'))
  clinic.restart()
  expect(children[1]?.told).toEqual(['start'])
  children[1]?.emit('exit', 3)
  expect(crashes).toEqual([3])
  expect(children).toHaveLength(3)
  await clinic.quit()
  expect(children[2]?.told).toEqual(['start', 'quit'])
})
