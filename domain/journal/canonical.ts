/**
 * Canonical JSON (RFC 8785): one text for one value, so that a hash of the text is a hash of the value.
 *
 * Narrower than the RFC: numbers are safe integers (money is paise, so no entry needs a fraction) and strings are
 * well-formed without U+0000, which PostgreSQL cannot hold.
 */
import type { Json } from './types.ts'

export type CanonicalFault = 'not-an-integer' | 'bad-string' | 'not-json' | 'too-deep'

/** Thrown for a value that has no canonical text; `fault` says which rule it breaks. */
export class CanonicalError extends Error {
  readonly fault: CanonicalFault

  constructor(fault: CanonicalFault) {
    super(`value has no canonical JSON: ${fault}`)
    this.name = 'CanonicalError'
    this.fault = fault
  }
}

/** Deeper values are refused, so that a hostile entry cannot exhaust the stack. */
export const MAX_DEPTH = 32

/** The canonical text of a value. Throws `CanonicalError`. */
export function canonical(value: Json): string {
  if (isOrdered(value, 0)) {
    const text = JSON.stringify(value)
    // Every string that canonical JSON refuses is escaped with \u; so are some that it allows, which `write` sorts out.
    if (!text.includes('\\u')) return text
  }
  return write(value, 0)
}

/**
 * Whether `JSON.stringify` writes the value in canonical order, as it does for everything that was canonical once. It is
 * three times as fast as `write`, and this is on the path of every entry.
 */
function isOrdered(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0)
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return false
  if (isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isOrdered(value[i], depth + 1)) return false
    return true
  }
  if (!isPlain(value)) return false
  let before = ''
  for (const key in value) {
    if (key < before || !isOrdered(value[key], depth + 1)) return false
    before = key
  }
  return true
}

function write(value: Json | undefined, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value)
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new CanonicalError('not-an-integer')
      return String(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (depth >= MAX_DEPTH) throw new CanonicalError('too-deep')
      return isArray(value) ? writeArray(value, depth + 1) : writeObject(value, depth + 1)
    default:
      throw new CanonicalError('not-json')
  }
}

function writeString(value: string): string {
  if (!value.isWellFormed() || value.includes('\0')) throw new CanonicalError('bad-string')
  return JSON.stringify(value)
}

function writeArray(items: readonly Json[], depth: number): string {
  let out = '['
  for (let i = 0; i < items.length; i++) {
    if (i > 0) out += ','
    out += write(items[i], depth)
  }
  return out + ']'
}

function writeObject(object: { readonly [key: string]: Json }, depth: number): string {
  if (!isPlain(object)) throw new CanonicalError('not-json')
  const keys = sortedKeys(object)
  let out = '{'
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? ''
    if (i > 0) out += ','
    out += writeString(key) + ':' + write(object[key], depth)
  }
  return out + '}'
}

/** RFC 8785 3.2.3: by UTF-16 code units, which is how JavaScript compares strings. Most objects arrive sorted. */
function sortedKeys(object: object): readonly string[] {
  const keys = Object.keys(object)
  for (let i = 1; i < keys.length; i++) {
    if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return keys.sort()
  }
  return keys
}

/** A `Date` or a class instance has no JSON of its own. */
function isPlain(object: object): object is { readonly [key: string]: unknown } {
  const prototype: unknown = Object.getPrototypeOf(object)
  return prototype === Object.prototype || prototype === null
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: object): value is readonly Json[] {
  return Array.isArray(value)
}

/** Length of a well-formed text in UTF-8 bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) continue
    // A surrogate pair is two units and four bytes: two for each half.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2
  }
  return bytes
}
