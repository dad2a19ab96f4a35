/**
 * What entries say over and over: ids, texts and clocks. Each is written once and named by its number after that; the
 * time at the beginning of a UUIDv7 or a clock is written as the way from the one before.
 */
import { clockOf, clockParts } from '../journal/clock.ts'
import type { Clock } from '../journal/types.ts'
import { BadBytes, type BytesIn, type BytesOut } from './bytes.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Unix milliseconds of 48 bits, as UUIDv7 and HLC have them. */
const MS_LIMIT = 2 ** 48
const COUNTER_LIMIT = 2 ** 20

/** `numbers` are small and repeat themselves, `raw` is chance that no compression makes smaller: they are kept apart. */
export type Out = { readonly numbers: BytesOut; readonly raw: BytesOut }
export type In = { readonly numbers: BytesIn; readonly raw: BytesIn }

/** What follows the number of an id: a new UUID, a text, or from `KNOWN` on the UUID with this number. */
const NEW = 0
const TEXT = 1
const KNOWN = 2

export type WordsOut = {
  readonly id: (id: string) => void
  readonly text: (text: string) => void
  readonly hlc: (hlc: string) => void
  readonly clock: (clock: Clock) => void
  readonly texts: readonly string[]
}

export type WordsIn = {
  readonly id: () => string
  readonly text: () => string
  readonly hlc: () => string
  readonly clock: () => Clock
}

export function wordsOut({ numbers, raw }: Out): WordsOut {
  const uuids = new Map<string, number>()
  const clocks = new Map<Clock, number>()
  const textNumbers = new Map<string, number>()
  const texts: string[] = []
  const way = waysOut(numbers)
  const idWay = waysOut(numbers)

  const text = (value: string): void => {
    const known = textNumbers.get(value)
    numbers.count(known ?? texts.length)
    if (known !== undefined) return
    textNumbers.set(value, texts.length)
    texts.push(value)
  }
  const id = (value: string): void => {
    const known = uuids.get(value)
    if (known !== undefined) return numbers.count(KNOWN + known)
    if (!UUID.test(value)) {
      numbers.count(TEXT)
      return text(value)
    }
    uuids.set(value, uuids.size)
    numbers.count(NEW)
    idWay(Number.parseInt(value.slice(0, 8) + value.slice(9, 13), 16))
    raw.hex(value.slice(14, 18) + value.slice(19, 23) + value.slice(24))
  }
  const hlc = (value: string): void => {
    way(Number.parseInt(value.slice(0, 12), 16))
    numbers.count(Number.parseInt(value.slice(12), 16))
  }
  const clock = (value: Clock): void => {
    const known = clocks.get(value)
    numbers.count(known === undefined ? NEW : known + 1)
    if (known !== undefined) return
    clocks.set(value, clocks.size)
    const parts = clockParts(value)
    hlc(parts.hlc)
    id(parts.device)
    raw.hex(parts.hash16)
  }
  return { id, text, hlc, clock, texts }
}

export function wordsIn({ numbers, raw }: In, texts: readonly string[]): WordsIn {
  const uuids: string[] = []
  const clocks: Clock[] = []
  const way = waysIn(numbers)
  const idWay = waysIn(numbers)

  const text = (): string => known(texts, numbers.count())
  const id = (): string => {
    const number = numbers.count()
    if (number === TEXT) return text()
    if (number !== NEW) return known(uuids, number - KNOWN)
    const time = idWay().toString(16).padStart(12, '0')
    const rest = raw.hex(10)
    const uuid = `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`
    uuids.push(uuid)
    return uuid
  }
  const hlc = (): string => {
    const ms = way()
    const counter = numbers.count()
    if (counter >= COUNTER_LIMIT) throw new BadBytes('a clock is too large')
    return ms.toString(16).padStart(12, '0') + counter.toString(16).padStart(5, '0')
  }
  const clock = (): Clock => {
    const number = numbers.count()
    if (number !== NEW) return known(clocks, number - 1)
    const read = clockOf(hlc(), id(), raw.hex(8))
    clocks.push(read)
    return read
  }
  return { id, text, hlc, clock }
}

/** `length` things, each of which takes a byte at least: more than there are bytes is refused before room is made. */
export function times<T>(from: In, length: number, read: () => T): T[] {
  if (length > from.numbers.left()) throw new BadBytes('it ends too early')
  return Array.from({ length }, read)
}

function waysOut(numbers: BytesOut): (ms: number) => void {
  let last = 0
  return ms => {
    numbers.signed(ms - last)
    last = ms
  }
}

function waysIn(numbers: BytesIn): () => number {
  let last = 0
  return () => {
    last += numbers.signed()
    if (last < 0 || last >= MS_LIMIT) throw new BadBytes('a time is too large')
    return last
  }
}

function known(words: readonly string[], number: number): string {
  const word = words[number]
  if (word === undefined) throw new BadBytes('it names what it has not said')
  return word
}
