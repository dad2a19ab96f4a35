import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  atRest,
  backoff,
  reduce,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
} from '../../../../clinic/sync/sync-machine.ts'

const pushed = { type: 'pushed', more: false, behind: false, entries: 3, ms: 10 } as const
const pulled = { type: 'pulled', more: false, entries: 0, ms: 10 } as const
const unreachable = { type: 'failed', code: undefined, retryAfterMs: 0, at: 5000, roll: 1 } as const

function play(...events: readonly SyncEvent[]): { readonly state: SyncState; readonly effects: readonly SyncEffect[] } {
  let state = atRest
  let effects: readonly SyncEffect[] = []
  for (const event of events) ({ state, effects } = reduce(state, event))
  return { state, effects }
}
const doing = (...events: readonly SyncEvent[]) => play(...events).effects.map(effect => effect.do)
const begun = { type: 'begun' } as const

describe('a PC and its headquarters', () => {
  test('begin with what HQ lacks, then get what it has, then heal, and rest', () => {
    expect(doing(begun)).toEqual(['open-poke', 'push'])
    expect(doing(begun, pushed)).toEqual(['pull'])
    expect(doing(begun, pushed, pulled)).toEqual(['heal'])
    expect(play(begun, pushed, pulled, { type: 'healed' })).toMatchObject({ state: { work: 'resting' }, effects: [] })
  })

  test('ask at the beginning what HQ holds, though nothing waits, and then only when something does', () => {
    expect(play(begun).effects).toContainEqual(expect.objectContaining({ do: 'push', greet: true }))
    const later = play(begun, pushed, pulled, { type: 'healed' }, { type: 'written' })
    expect(later.effects).toEqual([expect.objectContaining({ do: 'push', greet: false })])
  })

  test('send what is written meanwhile when the message under way is through', () => {
    expect(doing(begun, { type: 'written' })).toEqual([])
    expect(doing(begun, { type: 'written' }, pushed)).toEqual(['push'])
    expect(doing(begun, { ...pushed, more: true })).toEqual(['push'])
  })

  test('get what HQ has when it says that there is news, once for many pieces', () => {
    const resting = [begun, pushed, pulled, { type: 'healed' }] as const
    expect(doing(...resting, { type: 'news' })).toEqual(['pull'])
    expect(doing(...resting, { type: 'news' }, { type: 'news' })).toEqual([])
    expect(doing(...resting, { type: 'news' }, { type: 'news' }, pulled)).toEqual(['pull'])
    expect(doing(...resting, { type: 'news' }, { type: 'news' }, pulled, pulled)).toEqual([])
  })

  test('get what HQ holds beyond them when the answer to a message says so, once all is sent', () => {
    const writing = [begun, pushed, pulled, { type: 'healed' }, { type: 'written' }] as const
    expect(doing(...writing, pushed)).toEqual([])
    expect(doing(...writing, { ...pushed, behind: true })).toEqual(['pull'])
    const more = { ...pushed, more: true, behind: true }
    expect(doing(...writing, more)).toEqual(['push'])
    expect(doing(...writing, more, pushed)).toEqual(['pull'])
  })

  test('get the journal of HQ before the own is sent when the two differ', () => {
    expect(doing(begun, { type: 'forked' })).toEqual(['pull'])
    expect(doing(begun, { type: 'forked' }, { ...pulled, more: true })).toEqual(['pull'])
    expect(doing(begun, { type: 'forked' }, pulled)).toEqual(['push'])
  })

  test('wait longer from try to try when HQ does not answer, and say since when', () => {
    const once = play(begun, unreachable)
    expect(once.effects).toEqual([{ do: 'wait', ms: 1000 }])
    expect(once.state.awaySince).toBe(5000)
    const twice = play(begun, unreachable, { type: 'wait-over' }, { ...unreachable, at: 9000 })
    expect(twice.effects).toEqual([{ do: 'wait', ms: 2000 }])
    expect(twice.state.awaySince).toBe(5000)
    expect(play(begun, unreachable, { type: 'wait-over' }, pushed).state).toMatchObject({
      awaySince: undefined,
      failures: 0,
    })
  })

  test('wait at least as long as HQ asks', () => {
    const busy = { ...unreachable, code: 'hq-busy', roll: 0, retryAfterMs: 7000 } as const
    expect(play(begun, busy)).toMatchObject({
      state: { awaySince: undefined, trouble: 'hq-busy' },
      effects: [{ do: 'wait', ms: 7000 }],
    })
  })

  test('do not wait any longer when a person says so, or when the stream of news is open again', () => {
    expect(doing(begun, unreachable, { type: 'asked-now' })).toEqual(['stop-waiting', 'push'])
    expect(doing(begun, unreachable, { type: 'poke-opened' })).toEqual(['stop-waiting', 'push'])
    const busy = { ...unreachable, code: 'hq-busy' } as const
    expect(doing(begun, busy, { type: 'poke-opened' })).toEqual([])
  })

  test('open the stream of news again after a while, and look by themselves until then', () => {
    const resting = [begun, pushed, pulled, { type: 'healed' }] as const
    expect(play(...resting, { type: 'poke-lost', roll: 0.5 }).effects).toEqual([
      { do: 'wait-poke', ms: 500 },
      expect.objectContaining({ do: 'pull' }),
    ])
    expect(doing(...resting, { type: 'poke-lost', roll: 0.5 }, { type: 'poke-wait-over' })).toEqual(['open-poke'])
  })

  test('stop when HQ refuses for good, until a person asks', () => {
    const stopped = [begun, { type: 'refused-for-good', code: 'revoked' }] as const
    expect(doing(...stopped, { type: 'written' })).toEqual([])
    expect(doing(...stopped, { type: 'poke-lost', roll: 1 })).toEqual(['wait-poke'])
    expect(doing(...stopped, { type: 'asked-now' })).toEqual(['stop-waiting', 'push'])
  })

  test('make messages of about a second, never beyond what HQ takes, and smaller ones after a failure', () => {
    const full = (entries: number, ms: number) => ({ ...pushed, more: true, entries, ms }) as const
    expect(play(begun, full(200, 10)).state.size.push).toBe(400)
    expect(play(begun, full(200, 10), full(400, 10)).state.size.push).toBe(500)
    expect(play(begun, full(200, 1600)).state.size.push).toBe(125)
    expect(play(begun, full(10, 60_000)).state.size.push).toBe(200)
    expect(play(begun, unreachable).state.size).toEqual({ push: 100, pull: 100 })
  })
})

const anyEvent: fc.Arbitrary<SyncEvent> = fc.oneof(
  fc.constantFrom<SyncEvent>(
    { type: 'written' }, { type: 'news' }, { type: 'asked-now' }, { type: 'poke-opened' }, { type: 'wait-over' },
    { type: 'poke-lost', roll: 0.5 }, { type: 'poke-wait-over' },
  ), // prettier-ignore
)

/** How the effect that is under way may end. */
const endings: Readonly<Record<'push' | 'pull' | 'heal', readonly SyncEvent[]>> = {
  push: [
    pushed,
    { ...pushed, more: true },
    { ...pushed, behind: true },
    { type: 'nothing-to-push' },
    { type: 'forked' },
    unreachable,
  ],
  pull: [pulled, { ...pulled, more: true, entries: 5 }, unreachable],
  heal: [{ type: 'healed' }, unreachable],
}

test('whatever happens, one exchange runs at a time, and what was written is sent in the end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyEvent, fc.nat(20), fc.boolean()), { maxLength: 60 }), story => {
      let state = atRest
      let under: 'push' | 'pull' | 'heal' | undefined
      let unsent = false
      const happen = (event: SyncEvent): void => {
        if (event.type === 'written') unsent = true
        const step = reduce(state, event)
        state = step.state
        for (const effect of step.effects) {
          if (effect.do !== 'push' && effect.do !== 'pull' && effect.do !== 'heal') continue
          expect(under).toBeUndefined()
          under = effect.do
          if (effect.do === 'push') unsent = false
        }
      }
      const end = (choice: number): void => {
        if (under === undefined) return
        const [first, ...rest] = endings[under]
        const ending = [first, ...rest][choice % (rest.length + 1)] ?? pulled
        if (ending.type === 'failed') unsent = unsent || under === 'push'
        under = undefined
        happen(ending)
      }
      happen(begun)
      for (const [event, choice, ends] of story) {
        happen(event)
        if (ends) end(choice)
      }
      const busy = (): boolean => under !== undefined || state.work === 'waiting'
      for (let steps = 0; busy(); steps += 1) {
        expect(steps).toBeLessThan(50)
        if (under === undefined) happen({ type: 'wait-over' })
        else end(0)
      }
      expect(unsent).toBe(false)
    }),
  )
})

test('PCs that lost HQ together come back at different times, and within a minute', () => {
  expect(backoff(1, 0.5)).toBe(500)
  expect(backoff(30, 1)).toBe(60_000)
  expect(backoff(4, 0)).toBe(0)
})
