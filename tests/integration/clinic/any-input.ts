import * as fc from 'fast-check'
import type { z } from 'zod'

/** What a schema is made of, as far as the contract uses it. */
type Def = { readonly type: string } & Readonly<Record<string, unknown>>
const defOf = (schema: unknown): Def => (schema as z.ZodType).def as unknown as Def
const schemasOf = (value: unknown): readonly unknown[] => value as readonly unknown[]

/** Texts that have a shape in the contract, by an example that fits it; ids come from the clinic itself. */
const shaped = [
  '+919822041763', '411038', '2026-11-23', '2027-02-30', '09:30', '4826', '1234', '27', 'asha', '27AAPFU0939F1ZV', '',
] as const // prettier-ignore

const words = fc.oneof(
  fc.constantFrom(...shaped),
  fc.string({ maxLength: 40 }),
  fc.string({ maxLength: 20, unit: 'grapheme' }),
  fc.constantFrom(
    'रुक्मिणी',
    '../../etc/passwd',
    "'; DROP TABLE patient; --",
    '\u0000',
    '\ud800',
    'w-01',
    '%',
    '"',
    '<b>',
  ),
  fc.string({ minLength: 190, maxLength: 260 }),
)

/** Values that a schema may accept; a refinement or a pattern may still refuse some. `ids` are those of real records. */
export function inputFor(schema: unknown, ids: readonly string[]): fc.Arbitrary<unknown> {
  const def = defOf(schema)
  const inner = (part: unknown) => inputFor(part, ids)
  switch (def.type) {
    case 'object': {
      const shape = Object.entries(def['shape'] as Record<string, unknown>)
      return fc.record(Object.fromEntries(shape.map(([name, part]) => [name, inner(part)])))
    }
    case 'array':
      return fc.array(inner(def['element']), { maxLength: 3 })
    case 'union':
      return fc.oneof(...schemasOf(def['options']).map(inner))
    case 'enum':
      return fc.constantFrom(...Object.values(def['entries'] as Record<string, string>))
    case 'literal':
      return fc.constantFrom(...schemasOf(def['values']))
    case 'nullable':
      return fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: inner(def['innerType']) })
    case 'optional':
      return fc.option(inner(def['innerType']), { nil: undefined })
    case 'boolean':
      return fc.boolean()
    case 'number':
      return numbers
    case 'string':
      return def['format'] === 'uuid' ? fc.oneof(fc.constantFrom(...ids), fc.uuid({ version: 7 })) : words
    case 'lazy':
    case 'any':
    case 'unknown':
      return fc.jsonValue()
    default:
      throw new Error(`no way to make up a ${def.type}`)
  }
}

const numbers = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: -10, max: 10_000_00 }),
  fc.constantFrom(0, 1, 50_000, 340_00, 9999, 10_000, 100_000_000_00, Number.MAX_SAFE_INTEGER, -1, 0.5, Number.NaN),
)

/** What no screen of ours would send. */
export const garbage: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    undefined,
    null,
    {},
    [],
    '',
    0,
    { intent: null },
    { __proto__: null },
    JSON.parse('{"__proto__":1}'),
  ),
  fc.dictionary(fc.constantFrom('intent', 'id', 'lines', 'text', 'limit', 'base', 'path'), fc.jsonValue()),
)
