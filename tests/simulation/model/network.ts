/**
 * Three replicas that exchange journals by version vector through the real `pull` and `receive`. Disks are saved and
 * restored, so devices write twice from one place of their chain; calls are cut short and repeated.
 */
import * as fc from 'fast-check'
import { entryText, type HashedEntry } from '../../../domain/journal/entry.ts'
import { pull, receive, vectorOf, wantAfter, type Want } from '../../../domain/journal/exchange.ts'
import { entriesAt, takeValues } from '../../../domain/journal/heal.ts'
import type { JournalPort } from '../../../domain/journal/journal-port.ts'
import { memoryPort } from '../../../domain/journal/memory-port.ts'
import { parseEntry } from '../../../domain/journal/parse-entry.ts'
import { makeSeal, type ChainPoint, type Page, type Verify } from '../../../domain/journal/seal.ts'
import { Replica } from './replica.ts'
import { second } from './tables.ts'
import { clinic, sha256 } from './devices.ts'
import { actOf, allActs, hear, newWriter, write, type Act, type Writer } from './writers.ts'

/** A stand-in for Ed25519 that is as good for honest devices and a thousand times as fast. */
const signAs = (device: string) => (text: string) => sha256(device + text)
const verify: Verify = (device, text, signature) => signature === sha256(device + text)
const ports = { sha256, verify, clinic }

type Disk = { readonly pages: readonly Page[]; readonly head: ChainPoint; readonly hlc: string }

export type Node = {
  readonly writer: Writer
  port: JournalPort
  /** Everything taken in, in order: what a backup holds. */
  pages: Page[]
  /** Own entries that no seal vouches for yet, and the place before them. */
  unsealed: HashedEntry[]
  sealedUpTo: ChainPoint
  backup: Disk
}

export type NetworkStep =
  | Act
  | { readonly kind: 'sync'; readonly who: number; readonly x: number; readonly y: number; readonly z: number }
  | { readonly kind: 'save' | 'restore'; readonly who: number }

export const networkHistory = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: actOf([...allActs]) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('sync' as const),
        who: fc.nat(9),
        x: fc.nat(9),
        y: fc.nat(9),
        z: fc.nat(9),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('save' as const, 'restore' as const), who: fc.nat(9) }) },
  ),
  { maxLength: 40, size: 'max' },
)

/** A journal from which entries leave without the values that were erased here. */
function emptyJournal(writer: Writer): JournalPort {
  const port = memoryPort()
  return {
    ...port,
    read: (branch, after, upTo) =>
      port.read(branch, after, upTo).map(held => writer.replica.entries.get(held.hash) ?? held),
  }
}

export function newNode(n: number): Node {
  const writer = newWriter(n)
  const { head, hlc } = writer
  return {
    writer,
    port: emptyJournal(writer),
    pages: [],
    unsealed: [],
    sealedUpTo: head,
    backup: { pages: [], head, hlc },
  }
}

/** Seals what this node has written, as it must before it serves. */
function seal(node: Node): void {
  const last = node.unsealed.at(-1)
  if (last === undefined) return
  const { device } = node.writer
  const head = { seq: last.entry.seq, hash: last.hash }
  const entries = node.unsealed.map(held => held.entry)
  take(node, { device, after: node.sealedUpTo, entries, seal: makeSeal(signAs(device), clinic, device, head) })
  node.unsealed = []
  node.sealedUpTo = head
}

/** One page over the wire: as text, parsed again. */
function take(node: Node, page: Page): void {
  const entries = page.entries.map(entry => {
    const read = parseEntry(entryText(entry))
    if (!read.ok) throw new Error(`an honest entry was refused: ${JSON.stringify(read)}`)
    return read.value.entry
  })
  const received = receive(node.port, ports, { ...page, entries })
  if (!received.ok) throw new Error(`an honest page was refused: ${JSON.stringify(received)}`)
  hear(node.writer, received.value.fresh)
  node.pages.push(page)
}

/** `to` asks for values that came erased although it knows of no redaction. How many entries got some. */
function heal(from: Node, to: Node): number {
  const { replica } = to.writer
  const lacking = replica.lacking()
  const asked = lacking.map(({ entry, hash }) => ({ device: entry.device, seq: entry.seq, hash }))
  const offers = new Map(entriesAt(from.port, asked).map(held => [held.hash, held.entry]))
  const healed = lacking.flatMap(mine => {
    const offer = offers.get(mine.hash)
    const entry = offer === undefined ? undefined : takeValues(sha256, to.port, mine, offer)
    return entry === undefined ? [] : { entry, hash: mine.hash }
  })
  for (const held of healed) replica.heal(held)
  return healed.length
}

/** `to` pulls from `from` in small bites; a cut call loses what comes after it, a repeated one comes twice. */
export function sync(from: Node, to: Node, bite: { readonly limit: number; readonly cutAfter: number }): number {
  seal(from)
  seal(to)
  let fresh = 0
  let want: Want = { vector: vectorOf(to.port) }
  for (let calls = 0; ; calls++) {
    if (calls > 1000) throw new Error('an exchange does not come to an end')
    const answer = pull(from.port, want, bite.limit)
    const { pages, more } = answer
    const before = to.writer.replica.entries.size
    for (const page of pages.slice(0, bite.cutAfter)) {
      take(to, page)
      take(to, page)
    }
    fresh += to.writer.replica.entries.size - before
    if (pages.length > bite.cutAfter) return fresh
    if (!more) return fresh + heal(from, to)
    want = wantAfter(to.port, want, answer)
  }
}

function save(node: Node): void {
  seal(node)
  node.backup = { pages: [...node.pages], head: node.writer.head, hlc: node.writer.hlc }
}

/** The disk is as it was; the device does not notice and goes on from there. */
function restore(node: Node): void {
  const { pages, head, hlc } = node.backup
  node.port = emptyJournal(node.writer)
  node.pages = []
  node.unsealed = []
  node.writer.replica = new Replica(second)
  for (const page of pages) take(node, page)
  node.writer.head = head
  node.writer.hlc = hlc
  node.sealedUpTo = head
}

export function step(nodes: readonly Node[], each: NetworkStep): void {
  const node = nodes[each.who % nodes.length]
  if (node === undefined) return
  switch (each.kind) {
    case 'save':
      return save(node)
    case 'restore':
      return restore(node)
    case 'sync': {
      const other = nodes[(each.who + 1 + (each.x % 2)) % nodes.length]
      if (other !== undefined) sync(node, other, { limit: 1 + each.y, cutAfter: each.z })
      return
    }
    default: {
      const hqAct = each.kind === 'rule' || each.kind === 'redact'
      const writing = hqAct ? (nodes[0] ?? node) : node
      const held = write(writing.writer, each, 1000 + (each.z % 3))
      if (held !== undefined) writing.unsealed.push(held)
    }
  }
}
