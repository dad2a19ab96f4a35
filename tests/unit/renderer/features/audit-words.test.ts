import { describe, expect, test } from 'vitest'
import {
  type Change,
  changeLine,
  changeTitle,
  fieldsInWords,
  mainChange,
} from '../../../../renderer/features/audit/audit-words.ts'
import { verifyWords } from '../../../../renderer/features/audit/verify.tsx'
import { translate } from '../../../../renderer/i18n/i18n.ts'
import { auditTexts } from '../../../../renderer/features/audit/texts.ts'

const zone = 'Asia/Kolkata'
const change = (part: Partial<Change>): Change => ({
  op: 'set', table: 'patient', id: '01a204fd-0235-7155-ac48-976aeda40b31', group: null, values: {}, redacted: false,
  ...part,
}) // prettier-ignore

describe('a change in words', () => {
  test('names table and group, or says that it is new', () => {
    expect(changeTitle(change({ group: 'telecom' }), 'en')).toBe('Patient, phone')
    expect(changeTitle(change({ op: 'add', table: 'payment' }), 'en')).toBe('Payment, new')
    expect(changeTitle(change({ group: 'telecom' }), 'hi')).toBe('मरीज़, फ़ोन')
  })
  test('keeps the name of what only a newer version knows', () => {
    expect(changeTitle(change({ table: 'slot', group: 'lease' }), 'en')).toBe('slot, lease')
  })
  test('shows money, phones, instants and lists as people read them, and no ids', () => {
    const payment = change({
      op: 'add',
      table: 'payment',
      values: {
        id: 'x',
        invoiceId: 'y',
        number: 'A1K7-26/000123',
        amount: 12345678,
        receivedAt: '2026-11-23T05:12:00.000Z',
      },
    })
    expect(fieldsInWords(payment, 'en', zone).map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Number: A1K7-26/000123',
      'Amount: ₹1,23,456.78',
      'Received: 23 Nov 2026, 10:42',
    ])
    const phone = change({ group: 'telecom', values: { phone: '+919822041763', phoneRelation: '' } })
    expect(fieldsInWords(phone, 'en', zone).map(word => word.value)).toEqual(['98220 41763', 'none'])
    const roles = change({ table: 'user', group: 'roles', values: { roles: ['admin', 'doctor'] } })
    expect(fieldsInWords(roles, 'en', zone)[0]?.value).toBe('admin, doctor')
  })
  test('tells the two values that say most in one line', () => {
    const token = change({
      op: 'set',
      table: 'token',
      group: 'issue',
      values: { series: 'W', number: 18, label: 'W-18' },
    })
    expect(changeLine(token, 'en', zone)).toBe('Token, given · W-18')
  })
  test('says what there is, and not that another field is empty', () => {
    const lines = change({ table: 'bill', group: 'lines', values: { discountReason: '', lines: [{ id: 'a' }, { id: 'b' }] } }) // prettier-ignore
    expect(changeLine(lines, 'en', zone)).toBe('Bill draft, lines · 2 lines')
    const none = change({ table: 'bill', group: 'lines', values: { discountReason: '', lines: [] } })
    expect(changeLine(none, 'en', zone)).toBe('Bill draft, lines · none')
  })
  test('is, of an entry with several, the one that people name it by', () => {
    const visit = change({ table: 'encounter', group: 'visit', values: { appointmentType: 'WALKIN' } })
    const token = change({ table: 'token', group: 'issue', values: { label: 'W-18' } })
    const payment = change({ op: 'add', table: 'payment', values: {} })
    const invoice = change({ op: 'add', table: 'invoice', values: {} })
    expect(mainChange([visit, token])).toBe(token)
    expect(mainChange([payment, invoice])).toBe(invoice)
    expect(mainChange([visit])).toBe(visit)
    expect(mainChange([])).toBeUndefined()
  })
  test('shows codes as words and dates as a counter writes them', () => {
    const visit = change({
      table: 'encounter',
      group: 'visit',
      values: { appointmentType: 'WALKIN', date: '2026-11-23' },
    })
    expect(fieldsInWords(visit, 'en', zone).map(word => word.value)).toEqual(['Walk-in', '23-11-2026'])
    const later = change({ table: 'encounter', group: 'visit', values: { appointmentType: 'TELE' } })
    expect(fieldsInWords(later, 'hi', zone).map(word => word.value)).toEqual(['TELE'])
  })
  test('says nothing of values that were erased', () => {
    expect(fieldsInWords(change({ group: 'name', values: null, redacted: true }), 'en', zone)).toEqual([])
  })
})

describe('the answer of Verify', () => {
  const t = translate(auditTexts, 'en')
  test('says what was recomputed and how long it took', () => {
    const result = { entries: 1, devices: 2, milliseconds: 1234, intact: true, fault: null }
    expect(verifyWords(result, t)).toBe('Intact: 1 entry of 2 PCs, every hash and signature recomputed in 1.23 s')
  })
  test('says where the chain breaks and what to do', () => {
    const fault = { device: 'A1K7', seq: 42, detail: 'The hash differs.' }
    const words = verifyWords({ entries: 99, devices: 1, milliseconds: 5, intact: false, fault }, t)
    expect(words).toContain('entry 42 of PC A1K7. The hash differs.')
    expect(words).toContain('Make a backup')
  })
})
