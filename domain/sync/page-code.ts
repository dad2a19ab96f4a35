/**
 * Pages as they travel, binary and by column: a thousand edits of one field take about 60 bytes each once they are
 * compressed, most of which is chance (salts, ids, hashes) that no code makes smaller.
 *
 * The first byte is the version. Then come three parts, the first two with their length before them: numbers, a JSON
 * text with the values of all changes by table, group and field, and the bytes of chance. What an entry says only
 * because it stands in its page (device, seq) does not travel.
 */
import { z } from 'zod'
import { ok, refuse, type Outcome } from '../errors.ts'
import type { HeldChange, HeldEntry } from '../journal/entry.ts'
import { millisecondsOf } from '../journal/hlc.ts'
import { readEntry } from '../journal/parse-entry.ts'
import type { Page } from '../journal/seal.ts'
import type { Json, JsonObject } from '../journal/types.ts'
import { BadBytes, bytesIn, bytesOut } from './bytes.ts'
import { readChanges, writeChanges, type Values } from './page-changes.ts'
import { times, wordsIn, wordsOut, type In, type Out, type WordsIn, type WordsOut } from './page-words.ts'

/** Both are in Node, Electron and every browser, though not in the library of the language. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array }
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string }

const VERSION = 1

export type Message = { readonly head: JsonObject; readonly pages: readonly Page[] }

/** Throws for what is no page: entries that do not follow `after`, or a seal that is not at their end. */
export function encodeMessage(head: JsonObject, pages: readonly Page[]): Uint8Array {
  const out = { numbers: bytesOut(), raw: bytesOut() }
  const words = wordsOut(out)
  writePages(out, words, pages)
  const entries = pages.flatMap(page => page.entries)
  writeHeaders(out, words, entries)
  const changes = entries.flatMap((entry): readonly HeldChange[] => entry.changes)
  const { shapes, columns } = writeChanges(out, words, changes)
  return joined(out, JSON.stringify([head, shapes, columns, words.texts]))
}

/** Every entry that comes out is one that `readEntry` takes. Refuses with `bad-message`, whatever the bytes are. */
export function decodeMessage(bytes: Uint8Array): Outcome<Message> {
  try {
    return ok(readMessage(bytes))
  } catch (error) {
    if (error instanceof BadBytes) return refuse('bad-message', { detail: error.message })
    throw error
  }
}

function writePages({ numbers, raw }: Out, words: WordsOut, pages: readonly Page[]): void {
  numbers.count(pages.length)
  for (const page of pages) {
    checkPage(page)
    words.id(page.device)
    numbers.count(page.after.seq)
    numbers.count(page.entries.length)
    raw.hex(page.after.hash + page.seal.hash + page.seal.signature)
  }
}

function checkPage({ device, after, entries, seal }: Page): void {
  const follows = entries.every((entry, index) => entry.device === device && entry.seq === after.seq + 1 + index)
  if (!follows || seal.device !== device || seal.seq !== after.seq + entries.length) {
    throw new Error(`not a page of ${device}`)
  }
}

function writeHeaders({ numbers, raw }: Out, words: WordsOut, entries: readonly HeldEntry[]): void {
  for (const { clinic } of entries) words.id(clinic)
  for (const { actor } of entries) words.id(actor)
  for (const { schema } of entries) numbers.count(schema)
  for (const { hlc } of entries) words.hlc(hlc)
  for (const { at, hlc } of entries) writeAt(numbers, words, at, hlc)
  for (const { changes } of entries) numbers.count(changes.length)
  for (const { intent } of entries) words.id(intent)
  for (const entry of entries) {
    numbers.count('salt' in entry ? 1 : 0)
    if ('salt' in entry) raw.hex(entry.salt)
  }
}

/** An instant is written as the way from the clock, which is as a rule none; 0 stands before one of another form. */
function writeAt(numbers: Out['numbers'], words: WordsOut, at: string, hlc: string): void {
  const ms = Date.parse(at)
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== at) {
    numbers.count(0)
    return words.text(at)
  }
  const way = ms - millisecondsOf(hlc)
  numbers.count(1 + (way < 0 ? -2 * way - 1 : 2 * way))
}

function readAt(numbers: In['numbers'], words: WordsIn, hlc: string): string {
  const said = numbers.count()
  if (said === 0) return words.text()
  const way = (said - 1) % 2 === 0 ? (said - 1) / 2 : -said / 2
  const at = new Date(millisecondsOf(hlc) + way)
  if (Number.isNaN(at.getTime())) throw new BadBytes('a time is too large')
  return at.toISOString()
}

function joined({ numbers, raw }: Out, text: string): Uint8Array {
  const lengths = bytesOut()
  const parts = [numbers.taken(), new TextEncoder().encode(text), raw.taken()]
  for (const part of parts.slice(0, 2)) lengths.count(part.length)
  const all = [Uint8Array.of(VERSION), lengths.taken(), ...parts]
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of all) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const textPart = z.tuple([
  z.custom<JsonObject>(value => typeof value === 'object' && value !== null && !Array.isArray(value)),
  z.array(z.tuple([z.enum(['add', 'set']), z.string(), z.string(), z.boolean(), z.array(z.string()).nullable()])),
  z.array(z.array(z.array(z.custom<Json>()))),
  z.array(z.string()),
])

function readMessage(bytes: Uint8Array): Message {
  if (bytes[0] !== VERSION) throw new BadBytes('another version')
  const lengths = bytesIn(bytes.subarray(1))
  const [numbersLength, textLength] = [lengths.count(), lengths.count()]
  const begin = bytes.length - lengths.left()
  const textAt = begin + numbersLength
  const rawAt = textAt + textLength
  if (rawAt > bytes.length) throw new BadBytes('it ends too early')
  const [head, shapes, columns, texts] = readText(bytes.subarray(textAt, rawAt))
  const from = { numbers: bytesIn(bytes.subarray(begin, textAt)), raw: bytesIn(bytes.subarray(rawAt)) }
  const pages = readPages(from, wordsIn(from, texts), { shapes, columns })
  if (from.numbers.left() + from.raw.left() > 0) throw new BadBytes('something is left over')
  return { head, pages }
}

function readText(bytes: Uint8Array): z.output<typeof textPart> {
  const read = textPart.safeParse(jsonOf(bytes))
  if (!read.success) throw new BadBytes('its text is not that of a message')
  return read.data
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw new BadBytes('its text is no JSON')
    throw error
  }
}

function readPages(from: In, words: WordsIn, values: Values): readonly Page[] {
  const { numbers, raw } = from
  const places = times(from, numbers.count(), () => {
    const device = words.id()
    const seq = numbers.count()
    return { device, seq, length: numbers.count(), after: raw.hex(32), hash: raw.hex(32), signature: raw.hex(64) }
  })
  const entries = readHeaders(from, words, places)
  const changes = readChanges(from, words, values, sum(entries.map(entry => entry.length)))
  let change = 0
  const whole = entries.map(({ length, salt, ...header }) => {
    const own = changes.slice(change, (change += length))
    return checkedEntry({ ...header, ...(salt === undefined ? {} : { salt }), changes: own })
  })
  let entry = 0
  return places.map(({ device, seq, length, after, hash, signature }) => ({
    device,
    after: { seq, hash: after },
    entries: whole.slice(entry, (entry += length)),
    seal: { device, seq: seq + length, hash, signature },
  }))
}

type PlaceOfPage = { readonly device: string; readonly seq: number; readonly length: number }

/** The entries without their changes, of which each has `length`. */
function readHeaders(from: In, words: WordsIn, pages: readonly PlaceOfPage[]) {
  const { numbers, raw } = from
  const total = sum(pages.map(page => page.length))
  const clinics = times(from, total, words.id)
  const actors = times(from, total, words.id)
  const schemas = times(from, total, numbers.count)
  const hlcs = times(from, total, words.hlc)
  const ats = hlcs.map(hlc => readAt(numbers, words, hlc))
  const lengths = times(from, total, numbers.count)
  const intents = times(from, total, words.id)
  const salts = times(from, total, () => (numbers.count() === 0 ? undefined : raw.hex(16)))
  const places = pages.flatMap(({ device, seq, length }) =>
    Array.from({ length }, (_, index) => ({ device, seq: seq + 1 + index })),
  )
  return places.map((place, n) => ({
    ...place,
    actor: actors[n],
    at: ats[n],
    clinic: clinics[n],
    hlc: hlcs[n],
    intent: intents[n],
    schema: schemas[n],
    salt: salts[n],
    length: lengths[n] ?? 0,
  }))
}

function checkedEntry(input: unknown): HeldEntry {
  const read = readEntry(input)
  if (!read.ok) throw new BadBytes(`an entry is none: ${read.params['detail'] ?? read.code}`)
  return read.value.entry
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
