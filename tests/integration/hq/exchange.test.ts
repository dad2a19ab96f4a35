import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { GENESIS } from '../../../domain/journal/entry.ts'
import { pull } from '../../../domain/journal/exchange.ts'
import type { Page } from '../../../domain/journal/seal.ts'
import type { JsonObject } from '../../../domain/journal/types.ts'
import { stateHash } from '../../../domain/journal/registry.ts'
import { PAGES, paths } from '../../../domain/sync/protocol.ts'
import { journalPort } from '../../../db/journal-port.ts'
import type { OpenStore } from '../../../db/open-store.ts'
import { allRecords } from '../../../hq/journal/postgres-store.ts'
import { nextOwn } from '../../../hq/journal/write-own.ts'
import { sha256 } from '../../../hq/ed25519.ts'
import { inClinic } from '../../../hq/postgres/pool.ts'
import { stateOf } from '../db/exchange.ts'
import { ACTOR, newId, issueInvoice, register, rename } from '../db/helpers.ts'
import { useCluster } from './cluster.ts'
import { stateRowsOf } from './journal-stores.ts'
import {
  addUser,
  exchange,
  good,
  newClinic,
  newPc,
  post,
  pullFrom,
  push,
  serveHq,
  type Pc,
  type Serving,
} from './serving.ts'

const { database } = useCluster()
let hq: Serving

beforeAll(async () => {
  const { pool, open } = await database()
  hq = await serveHq(pool, open('app'))
})

async function stateAtHq(clinic: string): Promise<string> {
  const rows = await inClinic(hq.platform.pool, clinic, tx => allRecords(tx, clinic))
  return stateHash(sha256, stateRowsOf(rows))
}

const pagesOf = (store: OpenStore, device = store.deviceId) => {
  store.seal()
  return pull(journalPort(store.engine), { vector: {} }, 1000).pages.filter(page => page.device === device)
}

const shown = (store: OpenStore): readonly unknown[] =>
  store.read.all<{ name: string }>('SELECT name FROM patient ORDER BY name').map(row => row.name)

/** What a PC of another make could write next about a patient's name: its store would not. */
function nextPage({ store, clinic }: Pc, patient: string, values: JsonObject): Page {
  const device = store.deviceId
  const [branch] = journalPort(store.engine).branches(device)
  const ports = { clock: Date.now, random: randomBytes, newId }
  const base = store.read.one<{ heads: string }>('SELECT _heads AS heads FROM patient')?.heads.slice(0, 71) ?? ''
  const change = { op: 'set', table: 'patient', id: patient, group: 'name', base: [base], values } as const
  const from = { branch, hlc: store.engine.state.hlc }
  const { held, seal } = nextOwn({ clinic, device, sign: store.engine.sign }, ports, from, {
    actor: ACTOR,
    changes: [change],
    schema: store.engine.registry.version,
  })
  return { device, after: branch?.head ?? { seq: 0, hash: GENESIS }, entries: [held.entry], seal }
}

describe('two PCs and headquarters', () => {
  test('hold the same after they met, whatever each wrote', async () => {
    const clinic = await newClinic(hq)
    const one = await newPc(hq, clinic, 'A1K7')
    const two = await newPc(hq, clinic, 'B2M8')
    addUser(one.store)
    await exchange(hq, one)
    const patient = register(one.store, 'Lakshmi Iyer')
    issueInvoice(one.store, patient)
    register(two.store, 'Ramesh Patel')
    for (const pc of [one, two, one]) await exchange(hq, pc)
    rename(one.store, patient, 'Lakshmi Devi Iyer')
    rename(two.store, patient, 'Laxmi Iyer')
    for (const pc of [one, two, one]) await exchange(hq, pc)
    expect(stateOf(one.store)).toBe(stateOf(two.store))
    expect(await stateAtHq(clinic)).toBe(stateOf(one.store))
    expect(two.store.vector()).toEqual(one.store.vector())
    expect(shown(one.store)).toEqual(shown(two.store))
    expect(shown(one.store)).toHaveLength(2)
  })

  test('a page that comes twice changes nothing', async () => {
    const clinic = await newClinic(hq)
    const { store, token } = await newPc(hq, clinic, 'A1K7')
    addUser(store)
    register(store, 'Lakshmi Iyer')
    const pages = pagesOf(store)
    const first = good(await push(hq, token, pages))
    expect(first).toMatchObject({ applied: 3, known: 0, refused: [] })
    expect(good(await push(hq, token, pages))).toEqual({ ...first, applied: 0, known: 3 })
  })
})

describe('an entry that no honest PC could have written', () => {
  test('of a person whom nobody knows is set aside everywhere, until the person becomes known', async () => {
    const clinic = await newClinic(hq)
    const one = await newPc(hq, clinic, 'A1K7')
    const two = await newPc(hq, clinic, 'B2M8')
    register(one.store, 'Lakshmi Iyer')
    for (const pc of [one, two, one]) await exchange(hq, pc)
    expect([shown(one.store), shown(two.store)]).toEqual([[], []])
    expect(await stateAtHq(clinic)).toBe(stateOf(two.store))
    addUser(two.store)
    for (const pc of [two, one, two]) await exchange(hq, pc)
    expect([shown(one.store), shown(two.store)]).toEqual([['Lakshmi Iyer'], ['Lakshmi Iyer']])
    expect(await stateAtHq(clinic)).toBe(stateOf(two.store))
  })

  test('with values outside the schema that it names is set aside, and what it replaced comes back', async () => {
    const clinic = await newClinic(hq)
    const one = await newPc(hq, clinic, 'A1K7')
    const two = await newPc(hq, clinic, 'B2M8')
    addUser(one.store)
    const patient = register(one.store, 'Lakshmi Iyer')
    for (const pc of [one, two]) await exchange(hq, pc)
    good(await push(hq, one.token, [nextPage(one, patient, { name: '', nativeName: '' })]))
    await exchange(hq, two)
    expect(two.store.vector()[one.store.deviceId]?.seq).toBe(4)
    expect(shown(two.store)).toEqual(['Lakshmi Iyer'])
    expect(await stateAtHq(clinic)).toBe(stateOf(two.store))
  })
})

describe('a push is refused', () => {
  test('without a token, or with one of a device that is not enrolled', async () => {
    const clinic = await newClinic(hq)
    const stranger = await hq.tokenFor(clinic, '018f0000-0000-7000-8000-000000000001')
    expect(await push(hq, undefined, [])).toMatchObject({ status: 401, code: 'not-signed-in' })
    expect(await push(hq, 'x.y.z', [])).toMatchObject({ status: 401 })
    expect(await push(hq, stranger, [])).toMatchObject({ status: 401 })
    expect(await pullFrom(hq, undefined, { vector: {} })).toMatchObject({ status: 401 })
  })

  test('page by page: a gap, a forged seal, another stream and an unknown writer each have a code', async () => {
    const clinic = await newClinic(hq)
    const { store, token } = await newPc(hq, clinic, 'A1K7')
    const other = await newPc(hq, await newClinic(hq), 'B2M8')
    const [page] = pagesOf(store)
    const [foreign] = pagesOf(other.store)
    if (page === undefined || foreign === undefined) throw new Error('a new device has an entry')
    register(store, 'Lakshmi Iyer')
    const after = { seq: page.seal.seq, hash: page.seal.hash }
    store.seal()
    const late = pull(journalPort(store.engine), { vector: { [store.deviceId]: after } }, 1000).pages
    const forged = { ...page, seal: { ...page.seal, signature: `00${page.seal.signature.slice(2)}` } }
    const stream = { ...page, entries: page.entries.map(entry => ({ ...entry, clinic: other.clinic })) }
    const refused = async (pages: Parameters<typeof push>[2]) => good(await push(hq, token, pages)).refused
    expect(await refused(late)).toMatchObject([{ code: 'gap', params: { seq: 1 } }])
    expect(await refused([forged])).toMatchObject([{ code: 'bad-seal' }])
    expect(await refused([stream])).toMatchObject([{ code: 'bad-entry' }])
    expect(await refused([foreign])).toMatchObject([{ code: 'unknown-device' }])
    expect(good(await push(hq, token, [forged, page]))).toMatchObject({ applied: 1, refused: [{ code: 'bad-seal' }] })
  })

  test.each([
    ['JSON', 'application/json', '{}', 422],
    ['what is no gzip', PAGES, 'pages', 422],
    ['what is not coded as pages', PAGES, Buffer.from('1f8b0800000000000003ab56020043bfa6a302000000', 'hex'), 422],
    ['nothing', PAGES, '', 422],
  ])('as a whole when it is %s', async (_, type, body, status) => {
    const { token } = await newPc(hq, await newClinic(hq), 'A1K7')
    const response = await post(hq, paths.push, { token, type, body })
    expect(response.statusCode).toBe(status)
  })
})

describe('another clinic', () => {
  test('gives nothing, takes nothing and betrays nothing to a token that is not its own', async () => {
    const clinic = await newClinic(hq)
    const ours = await newPc(hq, clinic, 'A1K7')
    register(ours.store, 'Lakshmi Iyer')
    await exchange(hq, ours)
    const before = await stateAtHq(clinic)
    const theirs = await newPc(hq, await newClinic(hq), 'A1K7')
    const pulled = good(await pullFrom(hq, theirs.token, { vector: {} }))
    expect(new Set(pulled.pages.flatMap(page => page.entries.map(entry => entry.clinic)))).toEqual(
      new Set([theirs.clinic]),
    )
    const asked = pagesOf(ours.store).map(({ seal: { device, seq, hash } }) => ({ device, seq, hash }))
    const values = await post(hq, paths.values, { token: theirs.token, body: JSON.stringify({ asked }) })
    expect(values.json()).toEqual({ entries: [] })
    expect(good(await push(hq, theirs.token, pagesOf(ours.store))).refused).toMatchObject([{ code: 'unknown-device' }])
    expect(good(await push(hq, theirs.token, [])).vector).not.toHaveProperty(ours.store.deviceId)
    expect(await stateAtHq(clinic)).toBe(before)
  })
})
