/** People at several PCs, HQ and copied disks: they turn random steps into a history of real, hashed entries. */
import * as fc from 'fast-check'
import { GENESIS, hashEntry, type HashedEntry } from '../../../domain/journal/entry.ts'
import { HLC_ZERO, receive, tick } from '../../../domain/journal/hlc.ts'
import type { ChainPoint } from '../../../domain/journal/seal.ts'
import { REDACTION_TABLE, RULING_TABLE } from '../../../domain/journal/rulings.ts'
import type { Change, Entry, JsonObject, SetChange } from '../../../domain/journal/types.ts'
import { clinic, deviceId, isHq, sha256 } from './devices.ts'
import { Replica } from './replica.ts'
import { second } from './tables.ts'

/** One desk: a replica that writes as a device. A copied disk is a second writer with the same device and chain. */
export type Writer = { readonly device: string; head: ChainPoint; hlc: string; replica: Replica }

export function newWriter(n: number): Writer {
  return { device: deviceId(n), head: { seq: 0, hash: GENESIS }, hlc: HLC_ZERO, replica: new Replica(second) }
}

/** `x`, `y` and `z` choose what, where and which value; they are taken modulo what there is. */
export type Act = {
  readonly kind: ActKind
  readonly who: number
  readonly x: number
  readonly y: number
  readonly z: number
}
export type ActKind = 'set' | 'settle' | 'two' | 'add' | 'rule' | 'redact'

export const actOf = (kinds: readonly [ActKind, ...ActKind[]]): fc.Arbitrary<Act> =>
  fc.record({ kind: fc.constantFrom(...kinds), who: fc.nat(9), x: fc.nat(9), y: fc.nat(9), z: fc.nat(9) })

export const allActs = ['set', 'set', 'set', 'set', 'settle', 'two', 'add', 'rule', 'rule', 'redact'] as const

const record = (n: number): string => `0190c0de-0000-7000-8000-00000000000${n % 2}`
/** No version knows the last one. */
const sexes = ['male', 'female', 'unheard-of'] as const

/** Group and values of an edit; a third of them is of the newer schema. */
function edit(x: number, z: number): { readonly table: string; readonly group: string; readonly values: JsonObject } {
  const places = [
    { table: 'patient', group: 'name', values: { name: `n${z % 2}`, sex: sexes[z % 3] ?? 'male' } },
    { table: 'patient', group: 'phone', values: { phone: `${z % 3}` } },
    { table: 'patient', group: 'phone', values: { phone: z % 3 === 0 ? null : `${z % 3}` } },
    { table: 'patient', group: 'email', values: { email: `${z % 2}` } },
    { table: 'room', group: 'label', values: { label: `${z % 2}` } },
  ] as const
  return places[x % places.length] ?? places[0]
}

function setOf(writer: Writer, act: Act, settle: boolean): SetChange {
  const id = record(act.y)
  const { table, group, values } = edit(act.x, act.z)
  const row = writer.replica.row(table, id, group)
  const base = row === undefined ? [] : settle ? row.heads : [row.clock]
  return { op: 'set', table, id, group, base, values }
}

/** What a person at this desk means; `undefined` when there is nothing that it could be done to. */
function changesOf(writer: Writer, act: Act): readonly Change[] | undefined {
  const held = [...writer.replica.entries.values()]
  switch (act.kind) {
    case 'set':
      return [setOf(writer, act, false)]
    case 'settle':
      return [setOf(writer, act, true)]
    case 'two':
      return [setOf(writer, { ...act, x: 0 }, false), setOf(writer, { ...act, x: 1 }, false)]
    case 'add':
      return [{ op: 'add', table: 'payment', id: record(act.y), values: { amount: act.z % 2 } }]
    case 'rule': {
      const named = held[act.x % Math.max(1, held.length)]
      if (named === undefined || !isHq(writer.device) || isHq(named.entry.device)) return undefined
      const values = { entryHash: named.hash, ruling: act.z % 4 === 0 ? 'release' : 'quarantine', reason: '' }
      return [{ op: 'add', table: RULING_TABLE, id: record(act.y), values }]
    }
    case 'redact': {
      if (!isHq(writer.device)) return undefined
      const { table, group } = act.z % 3 === 0 ? { table: 'payment', group: '' } : edit(act.x, act.z)
      const values = { table, record: record(act.y), groups: [group], upTo: `${writer.hlc}~` }
      return [{ op: 'add', table: REDACTION_TABLE, id: record(act.y), values }]
    }
  }
}

/** One entry of this writer, folded into its own replica; `undefined` when the act makes no sense here. */
export function write(writer: Writer, act: Act, wallMs: number): HashedEntry | undefined {
  const changes = changesOf(writer, act)
  if (changes === undefined) return undefined
  const hlc = tick(writer.hlc, wallMs)
  const seq = writer.head.seq + 1
  const entry: Entry = {
    actor: deviceId(9),
    at: '2026-11-22T09:30:00.000Z',
    changes,
    clinic,
    device: writer.device,
    hlc,
    intent: clinic,
    salt: sha256(JSON.stringify(act)).slice(0, 32),
    schema: second.version,
    seq,
  }
  const held = { entry, hash: hashEntry(sha256, writer.head.hash, entry) }
  writer.head = { seq, hash: held.hash }
  writer.hlc = hlc
  writer.replica.apply([held])
  return held
}

/** A copy of the disk: the same device goes on twice. */
export function clone(writer: Writer): Writer {
  const replica = new Replica(second)
  replica.apply([...writer.replica.entries.values()])
  return { ...writer, replica }
}

export function hear(writer: Writer, entries: readonly HashedEntry[]): void {
  writer.replica.apply(entries)
  for (const { entry } of entries) writer.hlc = receive(writer.hlc, entry.hlc)
}

type Step = Act | { readonly kind: 'gossip' | 'clone'; readonly who: number; readonly x: number; readonly z: number }

function isAct(step: Step): step is Act {
  return step.kind !== 'gossip' && step.kind !== 'clone'
}

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: actOf([...allActs]) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('gossip' as const), who: fc.nat(9), x: fc.nat(9), z: fc.nat(9) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('clone' as const), who: fc.nat(9), x: fc.nat(9), z: fc.nat(9) }),
  },
)

export const historyArbitrary = fc.array(stepArbitrary, { maxLength: 30, size: 'max' })

/** Every entry that the steps make, in the order of making. Wall clocks differ and stand still now and then. */
export function play(steps: readonly Step[]): readonly HashedEntry[] {
  const writers = [0, 1, 2].map(newWriter)
  const all: HashedEntry[] = []
  for (const step of steps) {
    const writer = writers[step.who % writers.length]
    const other = writers[step.x % writers.length]
    if (writer === undefined || other === undefined) continue
    if (!isAct(step)) {
      if (step.kind === 'gossip') hear(other, [...writer.replica.entries.values()])
      else if (writers.length < 6) writers.push(clone(writer))
    } else {
      const hqAct = step.kind === 'rule' || step.kind === 'redact'
      const held = write(hqAct ? (writers[0] ?? writer) : writer, step, 1000 + (step.z % 3))
      if (held !== undefined) all.push(held)
    }
  }
  return all
}
