import type { AuditEntry } from '../../../domain/contract/admin-contract.ts'
import { paise } from '../../../domain/money.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { dateDigits, phoneText, rateText } from '../../../domain/words.ts'
import { dateTimeText } from '../../components/plain-text.ts'
import { type Language, translate } from '../../i18n/i18n.ts'
import { commonTexts } from '../../i18n/texts.ts'
import { fieldTexts } from './field-texts.ts'
import { tableTexts } from './table-texts.ts'
import { auditTexts } from './texts.ts'
import { valueTexts } from './value-texts.ts'

export type Change = AuditEntry['changes'][number]
type Value = NonNullable<Change['values']>[string]

const money: ReadonlySet<string> = new Set([
  'consultationFee', 'unitPrice', 'subtotal', 'discount', 'taxable', 'cgst', 'sgst', 'roundOff', 'total', 'amount',
  'tendered', 'change',
]) // prettier-ignore
const phones: ReadonlySet<string> = new Set(['phone', 'guardianPhone', 'patientPhone', 'clinicPhone'])

/** What a field holds, for people: money with ₹, instants in the clinic's zone, phones five and five. */
export function valueWords(field: string, value: Value, language: Language, zone: string): string {
  const t = translate(auditTexts, language)
  const common = translate(commonTexts, language)
  if (value === null || value === '') return t('none')
  if (typeof value === 'boolean') return common(value ? 'yes' : 'no')
  if (typeof value === 'number') {
    if (money.has(field)) return formatRupees(paise(value))
    return field.endsWith('Bp') ? rateText(value) : String(value)
  }
  if (Array.isArray(value)) {
    return value.every(item => typeof item === 'string') ? value.join(', ') : t('lines', { count: value.length })
  }
  if (typeof value === 'object') return JSON.stringify(value)
  if (phones.has(field)) return phoneText(value)
  if (field.endsWith('At')) return dateTimeText(value, language, zone)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dateDigits(value)
  const code = `${field}:${value}`
  const named = (translate(valueTexts, language) as (key: string) => string)(code)
  return named === code ? value : named
}

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

const isId = (field: string): boolean => field === 'id' || field.endsWith('Id')

/** The fields of a change worth reading, with their names in words; what no version here knows keeps its own name. */
export function fieldsInWords(
  change: Change,
  language: Language,
  zone: string,
): readonly { readonly field: string; readonly name: string; readonly value: string }[] {
  const names = translate(fieldTexts, language) as (key: string) => string
  return Object.entries(change.values ?? {})
    .filter(([field]) => !isId(field))
    .map(([field, value]) => ({ field, name: names(field), value: valueWords(field, value, language, zone) }))
}

/** `Patient, phone` or `Payment, new`. */
export function changeTitle(change: Change, language: Language): string {
  const t = translate(auditTexts, language)
  const names = translate(tableTexts, language) as (key: string) => string
  const key = `${change.table}-${change.group ?? ''}`
  const named = names(key)
  const part = change.op === 'add' ? t('added') : named === key ? (change.group ?? '') : named
  return `${names(change.table)}, ${part}`
}

const telling = [
  'label', 'number', 'name', 'displayName', 'patientName', 'description', 'status', 'phone', 'amount', 'total', 'allergies',
  'consultationFee', 'roles', 'reason',
] as const // prettier-ignore

const weight: readonly string[] = [
  'creditNote', 'refund', 'invoice', 'payment', 'token-issue', 'patient-name', 'bill-lines', 'token-status',
] // prettier-ignore

/** The change that an entry is about: a walk-in writes visit, charge and token, and people call it the token. */
export function mainChange(changes: readonly Change[]): Change | undefined {
  const rank = (change: Change): number => {
    const at = weight.findIndex(name => name === change.table || name === `${change.table}-${change.group ?? ''}`)
    return at < 0 ? weight.length : at
  }
  return changes.toSorted((a, b) => rank(a) - rank(b))[0]
}

/** The line of a list: what changed, and the two values that tell most. */
export function changeLine(change: Change, language: Language, zone: string): string {
  const words = fieldsInWords(change, language, zone)
  // What is empty tells nothing, unless there is nothing else.
  const said = words.filter(({ field }) => !isEmpty(change.values?.[field]))
  const told = telling
    .flatMap(field => said.filter(word => word.field === field))
    // The number of a token is already in its label.
    .filter((word, at, all) => !all.slice(0, at).some(before => before.value.includes(word.value)))
    .slice(0, 2)
  const shown = told.length > 0 ? told : (said.length > 0 ? said : words).slice(0, 1)
  return [changeTitle(change, language), ...shown.map(word => word.value)].join(' · ')
}
