/// <reference types="vite/client" />
import { describe, expect, test } from 'vitest'
import { type ErrorCode, errors } from '../../../../domain/errors.ts'
import { syncedTables } from '../../../../domain/tables/all.ts'
import { actionIds, places } from '../../../../renderer/app/actions.ts'
import { fieldTexts } from '../../../../renderer/features/audit/field-texts.ts'
import { tableTexts } from '../../../../renderer/features/audit/table-texts.ts'
import { errorsHi } from '../../../../renderer/i18n/errors-hi.ts'
import { fill, registeredTexts, translate } from '../../../../renderer/i18n/i18n.ts'
import { refusalText } from '../../../../renderer/i18n/refusal-text.ts'
import { commonTexts, frameTexts, keyTexts } from '../../../../renderer/i18n/texts.ts'

// Every file of texts registers itself when it is read.
const files = import.meta.glob('../../../../renderer/{app,features}/**/*texts.ts', { eager: true })
const namespaces = [...registeredTexts().values()]
const slots = (text: string): string => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1]).toSorted().join(' ') // prettier-ignore

describe('the texts of the screens', () => {
  test('are registered by the house and by every feature', () => {
    expect(namespaces).toEqual(expect.arrayContaining([keyTexts, commonTexts, frameTexts]))
    expect(Object.keys(files).length).toBeGreaterThan(6)
    expect(namespaces.length).toBeGreaterThanOrEqual(Object.keys(files).length + 3)
  })
  test.each(namespaces)('of $namespace have the same keys in both languages', ({ texts }) => {
    expect(Object.keys(texts.hi).toSorted()).toEqual(Object.keys(texts.en).toSorted())
  })
  test.each(namespaces)('of $namespace are never empty', ({ texts }) => {
    const empty = [...Object.entries(texts.en), ...Object.entries(texts.hi)].filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([])
  })
  test.each(namespaces)('of $namespace fill the same slots in both languages', ({ texts }) => {
    const differ = Object.keys(texts.en).filter(key => slots(texts.en[key] ?? '') !== slots(texts.hi[key] ?? ''))
    expect(differ.filter(key => !key.endsWith('_one'))).toEqual([])
  })
  test.each(namespaces)('of $namespace come in pairs where they count', ({ texts }) => {
    const keys = Object.keys(texts.en)
    const ones = keys.filter(key => key.endsWith('_one')).map(key => key.slice(0, -4))
    const others = keys.filter(key => key.endsWith('_other')).map(key => key.slice(0, -6))
    expect(ones.toSorted()).toEqual(others.toSorted())
  })
  test('name every action and every place of the shortcut registry', () => {
    const named = Object.keys(keyTexts.texts.en)
    expect(named.toSorted()).toEqual([...actionIds, ...places.map(place => `place-${place}`)].toSorted())
  })
})

describe('the words of the audit trail', () => {
  test('name every synced table and every group of fields', () => {
    const names = Object.keys(tableTexts.texts.en)
    const wanted = syncedTables.flatMap(table =>
      table.kind === 'record'
        ? [table.name, ...Object.keys(table.groups).map(group => `${table.name}-${group}`)]
        : [table.name],
    )
    expect(wanted.filter(name => !names.includes(name))).toEqual([])
  })
  test('name every field that is not an id', () => {
    const names = Object.keys(fieldTexts.texts.en)
    const fields = syncedTables.flatMap(table =>
      table.kind === 'record' ? Object.values(table.groups).flatMap(Object.keys) : Object.keys(table.columns),
    )
    const missing = fields.filter(field => field !== 'id' && !field.endsWith('Id') && !names.includes(field))
    expect(missing).toEqual([])
  })
})

describe('a refusal', () => {
  test('has a Hindi sentence with the same slots for every code', () => {
    const codes = Object.keys(errors) as ErrorCode[]
    expect(Object.keys(errorsHi).toSorted()).toEqual(codes.toSorted())
    expect(codes.filter(code => slots(errors[code]) !== slots(errorsHi[code]))).toEqual([])
  })
  test('is said in the language of the person with its parameters', () => {
    const refusal = { ok: false, code: 'wrong-credentials', params: { left: 3 } } as const
    expect(refusalText(refusal, 'en')).toBe('The name or the PIN is not right. 3 more tries.')
    expect(refusalText(refusal, 'hi')).toContain('3 कोशिशें')
  })
})

describe('a text', () => {
  const t = translate(frameTexts, 'en')
  test('chooses the form by its count', () => {
    expect(t('prints-failed', { count: 1 })).toBe('1 print failed')
    expect(t('prints-failed', { count: 2 })).toBe('2 prints failed')
  })
  test('shows an unfilled slot rather than nothing', () => {
    expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}')
  })
  test('puts a value in as it is, even when it looks like a pattern', () => {
    expect(fill('{a}', { a: '$& {b}' })).toBe('$& {b}')
  })
})
