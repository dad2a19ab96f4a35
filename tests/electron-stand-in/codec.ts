/** A value as it travels between processes: JSON, with `$` marking what JSON cannot say. */
export type Encoded = null | string | number | boolean | readonly Encoded[] | { readonly [key: string]: Encoded }
export type Codec = { readonly encode: (value: unknown) => Encoded; readonly decode: (value: Encoded) => unknown }

/**
 * The part of structured clone that messages of an application use, over JSON.
 *
 * The text of this function also runs inside the page, so that it must stay self-contained.
 */
export function createCodec(): Codec {
  const toBase64 = (bytes: Uint8Array): string =>
    btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
  const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), char => char.charCodeAt(0))

  function encode(value: unknown): Encoded {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') return Number.isFinite(value) ? value : { $: 'number', v: String(value) }
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
    if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (Array.isArray(value)) return value.map(encode)
    if (value instanceof Date) return { $: 'date', v: value.getTime() }
    if (value instanceof Map) return { $: 'map', v: [...value].map(encode) }
    if (value instanceof Set) return { $: 'set', v: [...value].map(encode) }
    if (value instanceof Error) return { $: 'error', v: [value.name, value.message] }
    if (value instanceof ArrayBuffer) return { $: 'bytes', v: toBase64(new Uint8Array(value)) }
    if (ArrayBuffer.isView(value)) {
      return { $: 'bytes', v: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
    }
    const fields: object = value
    const entries = Object.entries(fields).map(([key, item]): [string, Encoded] => [key, encode(item)])
    return '$' in fields ? { $: 'object', v: entries } : Object.fromEntries(entries)
  }

  function revive(kind: Encoded, v: Encoded | undefined): unknown {
    const items = Array.isArray(v) ? v.map(decode) : []
    if (kind === 'number') return Number(v)
    if (kind === 'bigint') return BigInt(String(v))
    if (kind === 'date') return new Date(Number(v))
    if (kind === 'map') return new Map(items as [unknown, unknown][])
    if (kind === 'set') return new Set(items)
    if (kind === 'error') return Object.assign(new Error(String(items[1])), { name: String(items[0]) })
    if (kind === 'bytes') return fromBase64(String(v))
    if (kind === 'object') return Object.fromEntries(items as [string, unknown][])
    return undefined
  }

  function decode(value: Encoded): unknown {
    if (Array.isArray(value)) return value.map(decode)
    if (value === null || typeof value !== 'object') return value
    const fields = value as { readonly [key: string]: Encoded }
    if (fields.$ !== undefined) return revive(fields.$, fields.v)
    return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, decode(item)]))
  }

  return { encode, decode }
}
