import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { randomPool } from '../../../db/random-pool.ts'

/** A source whose bytes count up, and the sizes of the draws from it. */
function counting() {
  const draws: number[] = []
  let next = 0
  const source = (bytes: number): Uint8Array => {
    draws.push(bytes)
    return Uint8Array.from({ length: bytes }, () => next++ % 251)
  }
  return { draws, source }
}

test('no byte is handed out twice, and none is left out within a draw', () => {
  const { draws, source } = counting()
  const random = randomPool(source)
  const handed = Array.from({ length: 1000 }, (_, n) => [...random(n % 2 === 0 ? 10 : 16)])
  expect(draws).toEqual([4096, 4096, 4096, 4096])
  const flat = handed.slice(0, 300).flat()
  expect(flat).toEqual(Array.from({ length: flat.length }, (_, n) => n % 251))
})

test('what was handed out stays as it was, whatever is drawn or written later', () => {
  const random = randomPool(randomBytes)
  const first = random(16)
  const kept = [...first]
  const second = random(16)
  second.fill(0)
  for (let n = 0; n < 1000; n++) random(16)
  expect([...first]).toEqual(kept)
})

test('keys come straight from the source', () => {
  const { draws, source } = counting()
  const random = randomPool(source)
  expect(random(32)).toHaveLength(32)
  expect(random(64)).toHaveLength(64)
  expect(draws).toEqual([32, 64])
})
