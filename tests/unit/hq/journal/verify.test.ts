import { describe, expect, test } from 'vitest'
import { GENESIS } from '../../../../domain/journal/entry.ts'
import { makeSeal, type Page } from '../../../../domain/journal/seal.ts'
import type { Change } from '../../../../domain/journal/types.ts'
import { introductionText } from '../../../../domain/sync/protocol.ts'
import { newKeyPair, signerOf, type KeyPair } from '../../../../hq/ed25519.ts'
import type { DeviceKey } from '../../../../hq/journal/journal-store.ts'
import { verifyPages } from '../../../../hq/journal/verify.ts'
import { chainOf, clinic, entryOf, phone, uuid } from '../../domain/journal/journal-fixtures.ts'

const [known, heir, peer] = [uuid('d', 1), uuid('d', 2), uuid('d', 3)]
const keys = { [known]: newKeyPair(), [heir]: newKeyPair(), [peer]: newKeyPair() }
const pairOf = (device: string): KeyPair => keys[device] ?? newKeyPair()
const held = new Map<string, DeviceKey>([
  [known, { publicKey: pairOf(known).publicKey, hq: false, introducedBy: null }],
])

function pageOf(device: string, changes: readonly Change[], signer = device): Page {
  const chain = chainOf([entryOf(device, 1, changes)])
  const head = { seq: 1, hash: chain[0]?.hash ?? '' }
  const sign = signerOf(pairOf(signer).privateKey)
  return { device, after: { seq: 0, hash: GENESIS }, entries: chain.map(each => each.entry), seal: makeSeal(sign, clinic, device, head) } // prettier-ignore
}

function keyOf(device: string): Change {
  const values = { code: 'B2M8', publicKey: pairOf(device).publicKey }
  return { op: 'set', table: 'device', id: device, group: 'key', base: [], values }
}

function introductionOf(device: string, by: string, signer = by): Change {
  const text = introductionText(clinic, device, 'B2M8', pairOf(device).publicKey)
  const values = { introducedBy: by, introduction: signerOf(pairOf(signer).privateKey)(text) }
  return { op: 'set', table: 'device', id: device, group: 'introduction', base: [], values }
}

const devicesOf = (pages: readonly Page[]): readonly string[] =>
  verifyPages(clinic, held, pages).pages.map(({ page }) => page.device)
const refusalsOf = (pages: readonly Page[]): readonly string[] =>
  verifyPages(clinic, held, pages).refused.map(({ device, code }) => `${device} ${code}`)

describe('a page of a device that is not known', () => {
  test('is proved when the device whose heir it is has signed for it', () => {
    const page = pageOf(heir, [keyOf(heir), introductionOf(heir, known)])
    expect(devicesOf([page])).toEqual([heir])
    expect(verifyPages(clinic, held, [page]).pages[0]?.introduced).toEqual({
      device: heir,
      publicKey: pairOf(heir).publicKey,
      introducedBy: known,
      hq: false,
    })
  })

  test('is proved when another page gives its key, whichever comes first', () => {
    const [first, second] = [pageOf(known, [keyOf(peer)]), pageOf(peer, [phone(uuid('p', 1), '1')])]
    expect(devicesOf([second, first])).toEqual([known, peer])
  })

  test('waits when nobody who is known has vouched for it', () => {
    expect(refusalsOf([pageOf(peer, [keyOf(peer)])])).toEqual([`${peer} unknown-device`])
    expect(refusalsOf([pageOf(heir, [keyOf(heir), introductionOf(heir, peer)])])).toEqual([`${heir} unknown-device`])
    expect(refusalsOf([pageOf(heir, [keyOf(heir), introductionOf(heir, known, peer)])])).toEqual([
      `${heir} unknown-device`,
    ])
  })

  test('is refused when it is sealed with another key than the one vouched for', () => {
    expect(refusalsOf([pageOf(heir, [keyOf(heir), introductionOf(heir, known)], peer)])).toEqual([`${heir} bad-seal`])
  })
})

test('nobody but headquarters changes the key of a device that is known', () => {
  const both = new Map([...held, [peer, { publicKey: pairOf(peer).publicKey, hq: false, introducedBy: null }]])
  const thief: Change = { ...keyOf(peer), values: { code: 'B2M8', publicKey: pairOf(heir).publicKey } }
  const pages = [pageOf(known, [thief]), pageOf(peer, [phone(uuid('p', 1), '1')], heir)]
  const { refused } = verifyPages(clinic, both, pages)
  expect(refused).toMatchObject([{ device: peer, code: 'bad-seal' }])
})
