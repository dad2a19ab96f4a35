import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  idle,
  nextUpdate,
  viewOf,
  waitReason,
  type Command,
  type Gates,
  type UpdateEvent,
  type UpdateState,
} from '../../../electron/updates.ts'

const open: Gates = { printing: false, lowDisk: false, openBill: false, onBattery: false, clinicHours: false }
const now = '2026-11-20T10:00:00.000Z'
const found: UpdateEvent = { event: 'found', release: { version: '1.1.0', deadline: null } }
const verified: UpdateEvent = { event: 'verified', deadline: null }
const asked = (gates: Gates, override = false): UpdateEvent => ({ event: 'asked', gates, now, override })

function run(...events: readonly UpdateEvent[]): { state: UpdateState; commands: Command[] } {
  let state = idle
  const commands: Command[] = []
  for (const event of events) {
    const step = nextUpdate(state, event)
    state = step.state
    if (step.command) commands.push(step.command)
  }
  return { state, commands }
}

test('an update is verified, downloaded, then waits for a person', () => {
  const { state, commands } = run(found, verified, { event: 'progress', percent: 40 }, { event: 'downloaded' })
  expect(commands).toEqual(['verify', 'download'])
  expect(state).toEqual({ phase: 'ready', release: { version: '1.1.0', deadline: null } })
})

test('a person who asks gets a backup before the installation', () => {
  const { state, commands } = run(found, verified, { event: 'downloaded' }, asked(open), { event: 'backedUp' })
  expect(commands).toEqual(['verify', 'download', 'backup', 'install'])
  expect(viewOf(state)).toMatchObject({ phase: 'installing', version: '1.1.0' })
})

test('an open bill makes it wait, and it goes on by itself when the bill is closed', () => {
  const waiting = run(found, verified, { event: 'downloaded' }, asked({ ...open, openBill: true }))
  expect(viewOf(waiting.state)).toMatchObject({ phase: 'waiting', waitsFor: 'openBill' })
  const later = nextUpdate(waiting.state, { event: 'gates', gates: open, now })
  expect(later.command).toBe('backup')
})

test('a backup that fails ends the attempt and says why', () => {
  const { state, commands } = run(found, verified, { event: 'downloaded' }, asked(open), {
    event: 'refused',
    reason: 'no backup could be made (disk-full)',
  })
  expect(commands).not.toContain('install')
  expect(viewOf(state)).toMatchObject({ phase: 'idle', refusal: 'no backup could be made (disk-full)' })
})

test('the physical reasons hold against a manager and a passed deadline, the others do not', () => {
  const release = { version: '1.1.0', deadline: '2026-11-19T00:00:00.000Z' }
  const later = { ...release, deadline: '2026-12-01T00:00:00.000Z' }
  for (const reason of ['printing', 'lowDisk'] as const) {
    expect(waitReason(release, { ...open, [reason]: true }, now, true)).toBe(reason)
  }
  for (const reason of ['openBill', 'onBattery', 'clinicHours'] as const) {
    const gates = { ...open, [reason]: true }
    expect(waitReason(later, gates, now, false)).toBe(reason)
    expect(waitReason(later, gates, now, true)).toBeUndefined()
    expect(waitReason(release, gates, now, false)).toBeUndefined()
  }
})

test('a feed that withdraws an update stops it until the installation began', () => {
  expect(run(found, verified, { event: 'downloaded' }, { event: 'none' }).state).toEqual(idle)
  const installing = run(found, verified, { event: 'downloaded' }, asked(open)).state
  expect(nextUpdate(installing, { event: 'none' }).state).toBe(installing)
})

test('the same version found again changes nothing and downloads nothing twice', () => {
  const { commands } = run(found, found, verified, found, { event: 'downloaded' }, found)
  expect(commands).toEqual(['verify', 'download'])
})

const anyGates = fc.record({
  printing: fc.boolean(),
  lowDisk: fc.boolean(),
  openBill: fc.boolean(),
  onBattery: fc.boolean(),
  clinicHours: fc.boolean(),
})
const anyEvent: fc.Arbitrary<UpdateEvent> = fc.oneof(
  fc.constantFrom<UpdateEvent>(found, { event: 'none' }, verified, { event: 'downloaded' }, { event: 'backedUp' }),
  fc.constant<UpdateEvent>({ event: 'refused', reason: 'no' }),
  fc.constant<UpdateEvent>({ event: 'found', release: { version: '1.2.0', deadline: null } }),
  fc.record({ event: fc.constant('asked' as const), gates: anyGates, now: fc.constant(now), override: fc.boolean() }),
  fc.record({ event: fc.constant('gates' as const), gates: anyGates, now: fc.constant(now) }),
)

test('in any history an installation follows a verification, a download, a request and a backup, in this order', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), events => {
      let state = idle
      let passed: string[] = []
      for (const event of events) {
        const { state: next, command } = nextUpdate(state, event)
        if (next.phase === 'available' && next !== state) passed = []
        if (next !== state || command) passed.push(event.event)
        if (command === 'backup') expect(['asked', 'gates']).toContain(event.event)
        if (command === 'install') {
          const order = ['verified', 'downloaded', 'asked', 'backedUp'].map(name => passed.indexOf(name))
          expect(order.every((at, i) => at >= 0 && at >= (order[i - 1] ?? 0))).toBe(true)
        }
        state = next
      }
    }),
  )
})
