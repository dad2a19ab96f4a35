import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { type PaperFormat } from '../../../../renderer/features/print/pair.tsx'
import { Receipt } from '../../../../renderer/features/print/receipt.tsx'
import type { Printable } from '../../../../domain/contract/shapes.ts'
import { line, printable } from './sample-printable.ts'

const formats = ['A5', '80mm', '58mm'] as const satisfies readonly PaperFormat[]
const markup = (document: Printable, format: PaperFormat) =>
  renderToStaticMarkup(<Receipt printable={document} format={format} />)
/** What a reader sees, with one space where one element ends and the next begins. */
const text = (document: Printable, format: PaperFormat) =>
  markup(document, format)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')

describe.each(formats)('a receipt in %s', format => {
  it('says whose it is, what it is, for whom, by whom, how much and how it was paid', () => {
    const shown = text(printable(), format)
    for (const part of [
      'Shanti Ayurveda & Family Clinic', 'Shanti Health Private Limited', '12 Lane 3, Kothrud, Pune 411038',
      'Phone 98000 00001', 'GSTIN 27ABCDE1234F1Z0', 'Invoice-cum-bill of supply', 'A1K7M-26/000123', '23-11-2026 10:42',
      'Kavitha Murugan , 47 F', 'கவிதா முருகன்', 'MRN A1K7-03108', 'Dr. Meera Kulkarni', 'Reg. no. MH-1234',
      'Consultation, first visit', 'Maharasnadi Kwath 450 ml', '420.00', '₹920.00', 'Rupees nine hundred twenty only',
      'Cash A1K7P-26/000123 920.00', 'Cash given 1,000.00', 'Change 80.00', 'Paid in full', 'Cashier Desk One',
    ]) expect(shown).toContain(part) // prettier-ignore
  })

  it('shows the tax inside the prices, in halves', () => {
    const shown = text(printable(), format)
    expect(shown).toContain('SAC 999312')
    expect(shown).toContain('HSN 3004')
    expect(shown.match(/(?<!\d)10\.00/g)?.length).toBe(2)
  })

  it('names no tax when the clinic is not registered', () => {
    const clinic = { ...printable().clinic, gstin: null }
    const shown = text(printable({ clinic, title: 'Receipt', lines: [line()] }), format)
    expect(shown).not.toMatch(/GST|SAC|HSN|Exempt/)
  })

  it('bears at the top what the law wants said there, and nothing where it wants nothing', () => {
    const notice = 'composition taxable person, not eligible to collect tax on supplies'
    const shown = text(printable({ title: 'Bill of supply', notice }), format)
    expect(shown.indexOf(notice)).toBeGreaterThanOrEqual(0)
    expect(shown.indexOf(notice)).toBeLessThan(shown.indexOf('Shanti Ayurveda'))
    expect(markup(printable(), format)).not.toContain('paper-notice')
  })

  it('shows discount and round-off so that the lines lead to the total', () => {
    const document = printable({
      lines: [line({ discount: 49_60, amount: 450_40 })],
      totals: {
        subtotal: 500_00, discount: 49_60, taxable: 450_40, cgst: 0, sgst: 0, roundOff: -40, total: 450_00, taxRows: [],
      }, // prettier-ignore
    })
    const shown = text(document, format)
    expect(shown).toContain('Before discount 500.00')
    expect(shown).toContain('Discount −49.60')
    expect(shown).toContain('Round-off −0.40')
    expect(shown).toContain('₹450.00')
  })

  it('shows what stays due, and does not say paid', () => {
    const shown = text(printable({ payments: [], due: 920_00 }), format)
    expect(shown).toContain('Balance due ₹920.00')
    expect(shown).not.toContain('Paid in full')
  })

  it('says DUPLICATE with its number, who and when from the second print on, and nothing on the first', () => {
    expect(text(printable({ copy: 3 }), format)).toContain('DUPLICATE 2 Desk One, 23-11-2026 10:42')
    expect(text(printable({ copy: 1 }), format)).not.toContain('DUPLICATE')
  })

  it('marks sample data', () => {
    expect(text(printable({ isSample: true }), format)).toContain('SAMPLE, not a legal document')
  })

  it('gives no number before the issue', () => {
    expect(text(printable({ number: '' }), format)).toContain('No. given at issue')
  })

  it('carries Hindi words with the English beside', () => {
    const shown = text(printable({ language: 'hi', inWords: 'नौ सौ बीस रुपये मात्र' }), format)
    expect(shown).toContain('कुल / Total')
    expect(shown).toContain('नौ सौ बीस रुपये मात्र')
    expect(markup(printable({ language: 'hi' }), format)).toContain('lang="hi"')
  })

  it('holds forty lines, a long name and a large amount whole', () => {
    const name = 'Venkatanarasimharajuvaripeta Subrahmanyam Lakshminarayana Ramachandran'
    const document = printable({
      patient: { ...printable().patient, name, nativeName: 'वेंकटनरसिंहराजुवारिपेटा' },
      lines: Array.from({ length: 40 }, (_, index) => line({ description: `Therapy sitting ${index + 1}` })),
      totals: {
        subtotal: 123456789_0, discount: 0, taxable: 123456789_0, cgst: 0, sgst: 0, roundOff: 0, total: 123456789_0,
        taxRows: [],
      }, // prettier-ignore
    })
    const shown = text(document, format)
    expect(shown).toContain('₹1,23,45,678.90')
    expect(shown).toContain(name)
    expect(shown).toContain('वेंकटनरसिंहराजुवारिपेटा')
    expect(shown.match(/Therapy sitting \d+/g)?.length).toBe(40)
  })

  it('tells which document a credit note reverses, and why', () => {
    const document = printable({
      documentKind: 'creditNote',
      title: 'Credit note',
      payments: [],
      reference: { label: 'Reverses', number: 'A1K7M-26/000123', date: '2026-11-23', reason: 'Billed twice' },
    })
    const shown = text(document, format)
    expect(shown).toContain('Reverses A1K7M-26/000123 , 23-11-2026')
    expect(shown).toContain('Reason: Billed twice')
    expect(shown).not.toContain('CANCELLED')
  })

  it('stamps a cancelled document', () => {
    const reference = { label: 'Cancelled by', number: 'A1K7C-26/000001', date: '2026-11-23', reason: 'Billed twice' }
    expect(text(printable({ reference }), format)).toContain('CANCELLED')
  })

  it('gives a token slip its large number, doctor, room and who is before', () => {
    const slip = printable({
      documentKind: 'token', title: 'Token', lines: [], totals: null, inWords: '', payments: [],
      token: { label: 'W-18', room: '1', waitingBefore: 3 },
    }) // prettier-ignore
    const shown = text(slip, format)
    for (const part of ['W-18', 'Dr. Meera Kulkarni', 'Room 1', 'Waiting before you 3', 'Kavitha Murugan'])
      expect(shown).toContain(part)
    expect(shown).not.toContain('₹')
    expect(text({ ...slip, token: { label: 'W-1', room: '', waitingBefore: 0 } }, format)).toContain('You are next')
  })
})

it('gives A5 a table with a repeated heading, and rolls one line each', () => {
  expect(markup(printable(), 'A5')).toContain('<thead>')
  expect(markup(printable(), '80mm')).not.toContain('<table')
  expect(text(printable(), '58mm')).toContain('2 × 210.00 · HSN 3004 · 5 %')
})
