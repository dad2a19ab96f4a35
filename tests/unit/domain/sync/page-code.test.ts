import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { entryText, GENESIS } from '../../../../domain/journal/entry.ts'
import type { Page } from '../../../../domain/journal/seal.ts'
import { decodeMessage, encodeMessage } from '../../../../domain/sync/page-code.ts'
import { chainOf, deviceKeys, entryOf, pageOf, phone, sha256, uuid } from '../journal/journal-fixtures.ts'
import { pageArbitrary } from './held-pages.ts'

const device = uuid('d', 1)
const beginning = { seq: 0, hash: GENESIS }
const head = { forks: [], more: false, now: '2026-11-22T09:30:00.000Z' }

function onePage(): Page {
  const entries = [1, 2, 3].map(seq => entryOf(device, seq, [phone(uuid('p', seq), '+919822041763')]))
  return pageOf(deviceKeys(), beginning, chainOf(entries))
}

function textsOf(pages: readonly Page[]): readonly unknown[] {
  return pages.map(({ entries, ...page }) => ({ ...page, entries: entries.map(entryText) }))
}

function refusal(bytes: Uint8Array): unknown {
  const decoded = decodeMessage(bytes)
  return decoded.ok ? 'decoded' : decoded.code
}

describe('pages on their way', () => {
  test('come out as they went in, whatever a replica may hold', () => {
    fc.assert(
      fc.property(fc.array(pageArbitrary, { maxLength: 4 }), pages => {
        const decoded = decodeMessage(encodeMessage(head, pages))
        if (!decoded.ok) throw new Error(JSON.stringify(decoded))
        expect(decoded.value.head).toEqual(head)
        expect(textsOf(decoded.value.pages)).toEqual(textsOf(pages))
      }),
      { numRuns: 200 },
    )
  })

  test('a message without pages has its head', () => {
    expect(decodeMessage(encodeMessage(head, []))).toEqual({ ok: true, value: { head, pages: [] } })
  })

  test('cost at most 70 bytes for an edit of one field', () => {
    const random = (n: number): string => sha256(`chance ${n}`)
    const clockIn = (n: number): string => `${(1_795_000_000_000 + n * 77_001).toString(16).padStart(12, '0')}00000`
    const entries = Array.from({ length: 1000 }, (_, n) => {
      const tail = random(n)
      const known = random(n % 900)
      const id = `0190${known.slice(0, 4)}-${known.slice(4, 8)}-7${known.slice(8, 11)}-8${known.slice(11, 14)}-${known.slice(14, 26)}`
      const base = `${clockIn(-(n % 900))}-${device}-${known.slice(26, 42)}`
      const intent = `0190c0de-${(n * 3).toString(16).padStart(4, '0')}-7${tail.slice(8, 11)}-8${tail.slice(11, 14)}-${tail.slice(14, 26)}`
      const at = new Date(1_795_000_000_000 + n * 77_001).toISOString()
      const edit = phone(id, `+919${Number.parseInt(tail.slice(30, 38), 16) % 1_000_000_000}`, [base])
      return entryOf(device, n + 1, [edit], { hlc: clockIn(n), at, intent, salt: tail.slice(32) })
    })
    const pages = [pageOf(deviceKeys(), beginning, chainOf(entries))]
    expect(gzipSync(encodeMessage({}, pages)).length).toBeLessThan(70_000)
  })

  test('an entry of another device or number is no page, and is not written', () => {
    const page = onePage()
    const strange = page.entries.map(entry => ({ ...entry, device: uuid('d', 2) }))
    expect(() => encodeMessage({}, [{ ...page, entries: strange }])).toThrow('not a page')
    expect(() => encodeMessage({}, [{ ...page, after: { ...page.after, seq: 1 } }])).toThrow('not a page')
    expect(() => encodeMessage({}, [{ ...page, seal: { ...page.seal, seq: 2 } }])).toThrow('not a page')
  })
})

describe('bytes that nobody wrote', () => {
  test('are refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        expect(refusal(bytes)).toBe('bad-message')
        expect(refusal(Uint8Array.of(1, ...bytes))).toBe('bad-message')
      }),
    )
  })

  test('a message that was cut anywhere is refused', () => {
    const bytes = encodeMessage(head, [onePage()])
    for (let end = 0; end < bytes.length; end++) expect(refusal(bytes.subarray(0, end))).toBe('bad-message')
  })

  test('a message with more behind it is refused', () => {
    expect(refusal(Uint8Array.of(...encodeMessage(head, [onePage()]), 0))).toBe('bad-message')
  })

  test('with any one byte changed gives entries or a refusal', () => {
    const bytes = encodeMessage(head, [onePage()])
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const broken = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ change : byte))
        expect(['decoded', 'bad-message']).toContain(refusal(broken))
      }),
      { numRuns: 1000 },
    )
  })

  test('another version is refused', () => {
    expect(refusal(Uint8Array.of(2, ...encodeMessage(head, []).subarray(1)))).toBe('bad-message')
  })

  test('an entry that is none is refused with what is wrong', () => {
    const fraction = entryOf(device, 1, [{ op: 'add', table: 'payment', id: 'x', values: { amount: 0.5 } }])
    const page = pageOf(deviceKeys(), beginning, [{ entry: fraction, hash: 'a'.repeat(64) }])
    expect(decodeMessage(encodeMessage({}, [page]))).toMatchObject({
      code: 'bad-message',
      params: { detail: 'an entry is none: not-an-integer' },
    })
  })

  test('a length beyond the bytes does not make room for itself', () => {
    const text = new TextEncoder().encode('[{},[],[],[]]')
    const huge = Uint8Array.of(1, 7, text.length, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, ...text)
    expect(refusal(huge)).toBe('bad-message')
  })
})
