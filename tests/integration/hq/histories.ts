/** Random histories of three replicas with forks, quarantine and redaction, pushed to headquarters page by page. */
import { pull, vectorOfBranches, wantAfter, type Want } from '../../../domain/journal/exchange.ts'
import type { HashedEntry } from '../../../domain/journal/entry.ts'
import { verifyEntries, type Page } from '../../../domain/journal/seal.ts'
import { stateHash } from '../../../domain/journal/registry.ts'
import { askAhead } from '../../../hq/journal/ask-ahead.ts'
import type { DeviceKey } from '../../../hq/journal/journal-store.ts'
import { pushPages, type Transact } from '../../../hq/journal/push-pages.ts'
import type { Taken } from '../../../hq/journal/take-pages.ts'
import type { VerifiedPage } from '../../../hq/journal/verify.ts'
import { clinic, deviceId, sha256 } from '../../simulation/model/devices.ts'
import { newNode, step, sync, type NetworkStep, type Node } from '../../simulation/model/network.ts'
import { foldAll } from '../../simulation/model/replica.ts'
import { second } from '../../simulation/model/tables.ts'
import type { Hq, NewHq } from './journal-stores.ts'

/** The model signs with stand-ins: what is to be seen here begins after the seals. */
export function proved(page: Page): VerifiedPage {
  const clinic = page.entries[0]?.clinic ?? ''
  const chain = verifyEntries({ sha256, clinic }, page.after, page)
  if (!chain.ok) throw new Error(chain.code)
  return { page, chain: chain.value, introduced: undefined, taughtBy: undefined }
}

const key: DeviceKey = { publicKey: 'a'.repeat(64), hq: false, introducedBy: null }

export const modelHq: NewHq = {
  registry: second,
  clinic,
  device: deviceId(0),
  keys: new Map([0, 1, 2, 9].map(n => [deviceId(n), { ...key, hq: n === 0 }])),
}

export function nodesAfter(steps: readonly NetworkStep[]): readonly Node[] {
  const nodes = [0, 1, 2].map(newNode)
  for (const each of steps) step(nodes, each)
  // Seals what is not sealed yet; nothing is taken over.
  for (const [index, node] of nodes.entries()) sync(node, nodes[(index + 1) % nodes.length] ?? node, { limit: 1, cutAfter: 0 }) // prettier-ignore
  return nodes
}

/** What this node holds and HQ lacks, until HQ lacks nothing; each page also comes twice. */
export async function pushAll(node: Node, { at, transact }: Pick<Hq, 'at' | 'transact'>, limit: number): Promise<void> {
  let want: Want = { vector: await transact(async store => vectorOfBranches(await store.branches())) }
  for (let calls = 0; calls < 500; calls++) {
    const answer = pull(node.port, want, limit)
    for (const page of answer.pages) {
      for (const again of [false, true]) {
        const taken: Taken = await pushPages(transact, at, { pages: [proved(page)], refused: [] })
        if (taken.refused.length > 0) throw new Error(`refused: ${JSON.stringify(taken.refused)}`)
        if (again && taken.applied > 0) throw new Error('a page was taken twice')
      }
    }
    if (!answer.more) return
    want = await nextWant(transact, want, answer)
  }
  throw new Error('a push does not come to an end')
}

async function nextWant(transact: Transact, want: Want, answer: ReturnType<typeof pull>): Promise<Want> {
  return transact(async store => {
    const journal = askAhead(store, await store.branches(), { hashes: 1 })
    return journal.ask(port => wantAfter(port, want, answer))
  })
}

export async function entriesHeld(transact: Transact): Promise<readonly HashedEntry[]> {
  return transact(async store => {
    const branches = await store.branches()
    const all: HashedEntry[] = []
    for (const { name, first, head } of branches) all.push(...(await store.read(name, first - 1, head.seq)))
    return all
  })
}

/** The rows that are kept, and those that a fold of everything in one go gives. */
export async function statesOf(hq: Hq): Promise<{ readonly kept: string; readonly folded: string }> {
  return {
    kept: stateHash(sha256, await hq.rows()),
    folded: stateHash(sha256, foldAll(second, await entriesHeld(hq.transact))),
  }
}
