import { describe, expect, it } from 'vitest'
import { ok, refuse } from '../../../domain/errors.ts'
import { invoice, invoiceLine } from '../../../domain/tables/money.ts'
import { clinic } from '../../../domain/tables/people.ts'
import { clinicRow } from '../../../db/queries/people.ts'
import { cash, count, draftWith, entries, intent, issue, line, newClinicInput, openClinic, register, regularGst, signInAdmin, signInAs, walkIn } from './harness.ts' // prettier-ignore

const openVisit = (desk: Awaited<ReturnType<typeof openClinic>>, encounterId: string) =>
  desk.must('billing.openVisit', { intent: intent(), encounterId })

/** The clinic moves to Delhi under another name. */
function moveClinic(desk: Awaited<ReturnType<typeof openClinic>>): void {
  const moved = desk.store.commit({ actor: desk.adminId, intent: intent() }, tx => {
    const row = clinicRow(tx)
    const seen = row && tx.see(clinic, row.id)
    if (!seen) return refuse('not-found', { what: 'clinic' })
    const { row: { id }, clocks } = seen // prettier-ignore
    tx.set(clinic, id, 'identity', { legalName: 'Another LLP', displayName: 'Another clinic' }, clocks.identity)
    tx.set(clinic, id, 'contact', { address: '', city: 'Delhi', pincode: '110001', phone: null }, clocks.contact)
    tx.set(clinic, id, 'gst', { gstMode: 'unregistered', gstin: null, stateCode: '07' }, clocks.gst)
    return ok(null)
  })
  expect(moved.ok).toBe(true)
}

/** The document as another PC, apart from this one, issued it too: same visit, same charges, a number of its own. */
function billAgainElsewhere(desk: Awaited<ReturnType<typeof openClinic>>, invoiceId: string): void {
  const added = desk.store.commit({ actor: desk.adminId, intent: intent() }, tx => {
    const original = tx.get(invoice, invoiceId)
    if (!original) return refuse('not-found', { what: 'invoice' })
    const { id: _invoice, ...same } = original
    const id = tx.newId()
    tx.add(invoice, id, { ...same, number: 'B2M8R-26/000001' })
    for (const { id: line } of tx.all<{ id: string }>('SELECT id FROM invoiceLine WHERE invoiceId = ?', invoiceId)) {
      const { id: _line, ...values } = tx.get(invoiceLine, line) ?? refuseMissing()
      tx.add(invoiceLine, tx.newId(), { ...values, invoiceId: id })
    }
    return ok(null)
  })
  expect(added.ok).toBe(true)
}

const refuseMissing = (): never => {
  throw new Error('the line is there')
}

describe('the bill of a visit', () => {
  it('holds the fee, and once it was taken off, it stays off through edits and opening again', async () => {
    const desk = await openClinic()
    const { encounterId } = await walkIn(desk, await register(desk))
    const bill = await openVisit(desk, encounterId)
    const kept = line()
    const save = { intent: intent(), billId: bill.id, discountReason: '' }
    const saved = await desk.must('billing.saveLines', { ...save, lines: [kept], base: bill.linesClocks })
    expect((await openVisit(desk, encounterId)).lines).toEqual([kept])
    await desk.must('billing.discard', { intent: intent(), billId: bill.id, base: saved.statusClocks })
    expect((await openVisit(desk, encounterId)).lines).toEqual([])
  })

  it('is the same draft however often it is opened, and the issued bill afterwards', async () => {
    const desk = await openClinic()
    const { encounterId } = await walkIn(desk, await register(desk))
    const bill = await openVisit(desk, encounterId)
    const before = entries(desk)
    expect((await openVisit(desk, encounterId)).id).toBe(bill.id)
    expect(entries(desk)).toBe(before)
    const { invoiceId } = await issue(desk, bill)
    expect(await openVisit(desk, encounterId)).toMatchObject({ id: bill.id, status: 'issued', invoiceId })
  })

  it('takes a charge that was put back, and none of another patient', async () => {
    const desk = await openClinic()
    const { encounterId } = await walkIn(desk, await register(desk))
    const other = await walkIn(desk, await register(desk, { name: 'Mohan Joshi' }))
    const bill = await openVisit(desk, encounterId)
    const foreign = await openVisit(desk, other.encounterId)
    const save = (lines: typeof bill.lines, base: string[]) =>
      desk.call('billing.saveLines', { intent: intent(), billId: bill.id, discountReason: '', lines, base })
    const emptied = await save([], bill.linesClocks)
    if (!emptied.ok) throw new Error('the fee can be taken off')
    expect(await save(foreign.lines, emptied.value.linesClocks)).toMatchObject({ code: 'not-found' })
    const back = await save(bill.lines, emptied.value.linesClocks)
    expect(back).toMatchObject({ ok: true, value: { totals: { total: 500_00 } } })
  })

  it('keeps what two people typed from silently replacing each other', async () => {
    const desk = await openClinic()
    const bill = await draftWith(desk, await register(desk), [line()])
    const save = { billId: bill.id, discountReason: '', base: bill.linesClocks }
    await desk.must('billing.saveLines', { ...save, intent: intent(), lines: [line()] })
    expect(await desk.refused('billing.saveLines', { ...save, intent: intent(), lines: [] })).toBe('changed-meanwhile')
  })
})

describe('issuing', () => {
  it('is one entry with document, lines, payment and the end of draft and charges', async () => {
    const desk = await openClinic()
    const { encounterId } = await walkIn(desk, await register(desk))
    const bill = await openVisit(desk, encounterId)
    const before = entries(desk)
    await issue(desk, bill)
    expect(entries(desk)).toBe(before + 1)
    expect(['invoice', 'invoiceLine', 'payment'].map(table => count(desk, table))).toEqual([1, 1, 1])
    const charges = desk.store.read.all<{ status: string }>('SELECT status FROM chargeItem')
    expect(charges).toEqual([{ status: 'billed' }])
  })

  it('makes one document of a double click, and refuses a second intent with the number', async () => {
    const desk = await openClinic()
    const bill = await draftWith(desk, await register(desk), [line()])
    const once = {
      intent: intent(),
      billId: bill.id,
      expectedTotal: 340_00,
      linesBase: bill.linesClocks,
      payment: cash(340_00),
    }
    const [first, second] = await Promise.all([desk.must('billing.issue', once), desk.must('billing.issue', once)])
    expect(second).toEqual(first)
    expect(count(desk, 'invoice')).toBe(1)
    expect(await desk.call('billing.issue', { ...once, intent: intent() })).toMatchObject({
      code: 'bill-issued',
      params: { number: first.number },
    })
  })

  it('gives numbers without gaps, also when calls between were refused', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    const numbers: string[] = []
    for (let round = 0; round < 5; round += 1) {
      const bill = await draftWith(desk, patientId, [line()])
      const ask = { billId: bill.id, expectedTotal: 340_00, linesBase: bill.linesClocks }
      await desk.refused('billing.issue', { ...ask, intent: intent(), payment: cash(340_00, 300_00) })
      await desk.refused('billing.issue', { ...ask, intent: intent(), payment: cash(341_00) })
      numbers.push((await issue(desk, bill)).number)
    }
    expect(numbers.map(number => number.slice(-6))).toEqual(['000001', '000002', '000003', '000004', '000005'])
  })

  it('begins a new series on the first of April at local midnight', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    await issue(desk, await draftWith(desk, patientId, [line()]))
    const at = async (instant: string) => {
      desk.clock.now = Date.parse(instant)
      await desk.must('session.signIn', { userId: desk.adminId, secret: { pin: '4826' } })
      return (await issue(desk, await draftWith(desk, patientId, [line()]))).number.slice(4)
    }
    expect(await at('2027-03-31T18:29:59.000Z')).toBe('R-26/000002')
    expect(await at('2027-03-31T18:30:00.000Z')).toBe('R-27/000001')
  })

  it('refuses what somebody else changed since the screen was read', async () => {
    const desk = await openClinic()
    const bill = await draftWith(desk, await register(desk), [line()])
    const ask = { intent: intent(), billId: bill.id, linesBase: bill.linesClocks, payment: null }
    expect(await desk.refused('billing.issue', { ...ask, expectedTotal: 339_00 })).toBe('changed-meanwhile')
    expect(await desk.refused('billing.issue', { ...ask, linesBase: [], expectedTotal: 340_00 })).toBe(
      'changed-meanwhile',
    )
  })

  it('does not bill one charge on two bills', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    const { encounterId } = await walkIn(desk, patientId)
    const bill = await openVisit(desk, encounterId)
    const copied = bill.lines.map(({ chargeItemId }) => line({ chargeItemId, unitPrice: 500_00 }))
    const other = await draftWith(desk, patientId, copied)
    await issue(desk, bill)
    const ask = { billId: other.id, expectedTotal: 500_00, linesBase: other.linesClocks, payment: null }
    expect(await desk.refused('billing.issue', { ...ask, intent: intent() })).toBe('changed-meanwhile')
  })

  it('refuses an empty bill and a discarded one', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    const empty = await desk.must('billing.newBill', { intent: intent(), patientId })
    const ask = { billId: empty.id, expectedTotal: 0, linesBase: empty.linesClocks, payment: null }
    expect(await desk.refused('billing.issue', { ...ask, intent: intent() })).toBe('bill-empty')
    await desk.must('billing.discard', { intent: intent(), billId: empty.id, base: empty.statusClocks })
    expect(await desk.refused('billing.issue', { ...ask, intent: intent() })).toBe('bill-discarded')
  })

  it('of a free visit needs no payment', async () => {
    const desk = await openClinic()
    const free = await draftWith(desk, await register(desk), [line({ unitPrice: 0 })])
    expect(await issue(desk, free)).toMatchObject({ total: 0, receiptNumber: null })
  })
})

describe('the document that the law asks for', () => {
  const taxed = { taxClass: 'taxable', rateBp: 500 } as const
  it('follows registration and lines', async () => {
    const desk = await openClinic(regularGst)
    const patientId = await register(desk)
    const kindOf = async (lines: Parameters<typeof line>[0][]) =>
      (await issue(desk, await draftWith(desk, patientId, lines.map(line)))).kind
    expect(await kindOf([{}])).toBe('bill-of-supply')
    expect(await kindOf([taxed])).toBe('tax-invoice')
    expect(await kindOf([taxed, {}])).toBe('invoice-cum-bill-of-supply')
  })

  it('of a clinic without registration carries no tax, and a line with tax is refused', async () => {
    const desk = await openClinic()
    expect(await desk.refused('billing.preview', { lines: [line(taxed)] })).toBe('gst-not-registered')
    expect(await desk.must('billing.preview', { lines: [line()] })).toMatchObject({
      kind: 'receipt',
      cgst: 0,
      taxRows: [],
    })
  })

  it('of a clinic under composition is a bill of supply that says so, and no other document does', async () => {
    const words = 'composition taxable person, not eligible to collect tax on supplies'
    const noticeOf = async (gst: Partial<Parameters<typeof openClinic>[0]>) => {
      const desk = await openClinic(gst)
      const { invoiceId } = await issue(desk, await draftWith(desk, await register(desk), [line()]))
      const { title, notice } = await desk.must('billing.document', { documentKind: 'invoice', documentId: invoiceId })
      return [title, notice]
    }
    expect(await noticeOf({ gst: { ...regularGst.gst, gstMode: 'composition' } })).toEqual(['Bill of supply', words])
    expect(await noticeOf(regularGst)).toEqual(['Bill of supply', ''])
    expect(await noticeOf({})).toEqual(['Receipt', ''])
  })

  it('says on paper what stood in the facts, also after patient and clinic were edited', async () => {
    const desk = await openClinic(regularGst)
    const id = await register(desk)
    const { encounterId } = await walkIn(desk, id)
    const bill = await openVisit(desk, encounterId)
    const lines = [...bill.lines, line({ ...taxed, quantity: 2, unitPrice: 210_00 })]
    const saved = await desk.must('billing.saveLines', {
      intent: intent(),
      billId: bill.id,
      lines,
      discountReason: '',
      base: bill.linesClocks,
    })
    const { invoiceId, number } = await issue(desk, saved, 900_00)
    const { clocks } = await desk.must('patients.get', { id })
    const name = {
      group: 'name' as const,
      values: { name: 'Rukmini Joshi', nativeName: '' },
      base: clocks['name'] ?? [],
    }
    const telecom = {
      group: 'telecom' as const,
      values: { phone: '+919004017725', phoneRelation: 'self' },
      base: clocks['telecom'] ?? [],
    }
    await desk.must('patients.update', { intent: intent(), id, changes: [name, telecom] })
    await moveClinic(desk)
    expect(await desk.must('billing.document', { documentKind: 'invoice', documentId: invoiceId })).toMatchObject({
      title: 'Invoice-cum-bill of supply',
      number,
      date: '2026-11-23',
      time: '10:00',
      copy: 0,
      clinic: {
        ...newClinicInput.identity,
        ...newClinicInput.contact,
        gstin: '27AAPFU0939F1ZV',
        state: 'Maharashtra',
        stateCode: '27',
      },
      patient: {
        name: 'Rukmini Deshpande',
        nativeName: 'रुक्मिणी देशपांडे',
        detail: '61 y · F',
        phone: '+919822041763',
      },
      practitioner: { name: 'Meera Kulkarni', registrationNumber: 'I-45123-A' },
      lines: [
        { amount: 500_00, cgst: 0 },
        { amount: 420_00, taxable: 400_00, cgst: 10_00, sgst: 10_00 },
      ],
      totals: { total: 920_00, taxRows: [{ label: 'Exempt' }, { label: '5 %', cgst: 10_00 }] },
      inWords: 'Rupees nine hundred twenty only',
      payments: [{ label: 'Cash', amount: 900_00 }],
      due: 20_00,
      cashier: 'Asha Rane',
    })
  })
})

describe('a discount', () => {
  it('above the limit of the clinic needs a person who may give it, and always a reason', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    const admin = desk.adminId
    await signInAs(desk, ['front-desk'])
    const half = line({ discount: 170_00 })
    const ask = (bill: Awaited<ReturnType<typeof draftWith>>) =>
      desk.call('billing.issue', {
        intent: intent(),
        billId: bill.id,
        expectedTotal: 170_00,
        linesBase: bill.linesClocks,
        payment: null,
      })
    const bill = await draftWith(desk, patientId, [half], 'Staff')
    expect(await ask(bill)).toMatchObject({ code: 'discount-not-allowed', params: { percent: 50, limit: 5 } })
    await desk.must('session.signIn', { userId: admin, secret: { pin: '4826' } })
    expect(await ask(bill)).toMatchObject({ ok: true })
    expect(await ask(await draftWith(desk, patientId, [half]))).toMatchObject({ code: 'reason-missing' })
  })
  it('is also a rate below that of the charge, whoever types it', async () => {
    const desk = await openClinic()
    const { encounterId } = await walkIn(desk, await register(desk))
    await signInAs(desk, ['front-desk'])
    const bill = await openVisit(desk, encounterId)
    expect(bill.charged).toMatchObject([{ unitPrice: 500_00 }])
    const lines = bill.lines.map(of => ({ ...of, unitPrice: 1_00 }))
    const save = (discountReason: string, base: string[]) =>
      desk.must('billing.saveLines', { intent: intent(), billId: bill.id, lines, discountReason, base })
    const ask = (linesBase: string[]) =>
      desk.call('billing.issue', { intent: intent(), billId: bill.id, expectedTotal: 1_00, linesBase, payment: null })
    const saved = await save('Staff', bill.linesClocks)
    expect(await ask(saved.linesClocks)).toMatchObject({ code: 'discount-not-allowed', params: { percent: 99.8 } })
    await signInAdmin(desk)
    const silent = await save('', saved.linesClocks)
    expect(await ask(silent.linesClocks)).toMatchObject({ code: 'reason-missing' })
    expect(await ask((await save('Staff', silent.linesClocks)).linesClocks)).toMatchObject({ ok: true })
  })
  it('is never larger than its line', async () => {
    const desk = await openClinic()
    expect(await desk.refused('billing.preview', { lines: [line({ discount: 340_01 })] })).toBe('discount-too-large')
  })
})

describe('paying later', () => {
  it('takes parts until all is paid, and never more', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    const { invoiceId } = await issue(desk, await draftWith(desk, id, [line()]), 0)
    expect(await desk.must('patients.get', { id })).toMatchObject({ due: 340_00 })
    const pay = (amount: number, tendered = amount) =>
      desk.call('billing.pay', { intent: intent(), invoiceId, payment: cash(amount, tendered) })
    expect(await pay(100_00, 500_00)).toMatchObject({ ok: true, value: { change: 400_00, due: 240_00 } })
    expect(await pay(240_01)).toMatchObject({ code: 'overpayment', params: { due: '₹240.00' } })
    expect(await pay(240_00)).toMatchObject({ ok: true, value: { due: 0 } })
    expect(await pay(1)).toMatchObject({ code: 'overpayment' })
    expect(await desk.must('billing.list', { date: null, text: '', limit: 5 })).toMatchObject({ collected: 340_00 })
  })

  it('takes a double click once', async () => {
    const desk = await openClinic()
    const { invoiceId } = await issue(desk, await draftWith(desk, await register(desk), [line()]), 0)
    const once = { intent: intent(), invoiceId, payment: cash(100_00) }
    const [first, second] = await Promise.all([desk.must('billing.pay', once), desk.must('billing.pay', once)])
    expect(second).toEqual(first)
    expect(count(desk, 'payment')).toBe(1)
  })

  it('in cash stays below two lakh rupees from one person in a day, and for one document on all days', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    const dear = await issue(desk, await draftWith(desk, patientId, [line({ unitPrice: 3_00_000_00 })]), 1_50_000_00)
    const pay = (amount: number) =>
      desk.call('billing.pay', { intent: intent(), invoiceId: dear.invoiceId, payment: cash(amount) })
    expect(await pay(50_000_00)).toMatchObject({ code: 'cash-limit' })
    expect(await pay(49_999_99)).toMatchObject({ ok: true })
    desk.clock.now += 24 * 3_600_000
    await desk.must('session.signIn', { userId: desk.adminId, secret: { pin: '4826' } })
    expect(await pay(1)).toMatchObject({ code: 'cash-limit' })
    expect((await issue(desk, await draftWith(desk, patientId, [line()]))).receiptNumber).not.toBeNull()
  })

  it('in cash stays below two lakh rupees for one visit, however many documents it has', async () => {
    const desk = await openClinic()
    const { encounterId } = await walkIn(desk, await register(desk))
    const bill = await openVisit(desk, encounterId)
    const dear = bill.lines.map(of => ({ ...of, unitPrice: 1_50_000_00 }))
    const save = { intent: intent(), billId: bill.id, lines: dear, discountReason: '', base: bill.linesClocks }
    const first = await issue(desk, await desk.must('billing.saveLines', save))
    await desk.must('billing.cancel', {
      intent: intent(), invoiceId: first.invoiceId, reason: 'Wrong rate', expectedRefund: 1_50_000_00,
    }) // prettier-ignore
    desk.clock.now += 24 * 3_600_000
    await signInAdmin(desk)
    const anew = await openVisit(desk, encounterId)
    const again = { ...save, intent: intent(), billId: anew.id, base: anew.linesClocks }
    const { linesClocks } = await desk.must('billing.saveLines', {
      ...again,
      lines: anew.lines.map(of => ({ ...of, unitPrice: 1_50_000_00 })),
    })
    const ask = { billId: anew.id, linesBase: linesClocks, expectedTotal: 1_50_000_00 }
    const paid = (amount: number) => desk.call('billing.issue', { ...ask, intent: intent(), payment: cash(amount) })
    expect(await paid(50_000_00)).toMatchObject({ code: 'cash-limit' })
    expect(await paid(49_999_99)).toMatchObject({ ok: true })
  })
})

describe('cancelling', () => {
  const cancel = (desk: Awaited<ReturnType<typeof openClinic>>, invoiceId: string, expectedRefund: number) =>
    desk.call('billing.cancel', { intent: intent(), invoiceId, reason: 'Wrong patient', expectedRefund })

  it('is a credit note with a number of its own; the document stands, the money goes back, once', async () => {
    const desk = await openClinic(regularGst)
    const id = await register(desk)
    const taxed = line({ taxClass: 'taxable', rateBp: 500, unitPrice: 105_00 })
    const { invoiceId, number } = await issue(desk, await draftWith(desk, id, [taxed]))
    expect(await cancel(desk, invoiceId, 0)).toMatchObject({ code: 'changed-meanwhile' })
    expect(await cancel(desk, invoiceId, 105_01)).toMatchObject({ code: 'changed-meanwhile' })
    const before = entries(desk)
    const cancelled = await cancel(desk, invoiceId, 105_00)
    expect(entries(desk)).toBe(before + 1)
    expect(cancelled).toMatchObject({ ok: true, value: { refunded: 105_00 } })
    if (!cancelled.ok) return
    const { creditNoteId, number: note } = cancelled.value
    expect(note).toMatch(/C-26\/000001$/)
    expect(await cancel(desk, invoiceId, 0)).toMatchObject({ code: 'document-cancelled', params: { number: note } })
    expect(await desk.must('billing.document', { documentKind: 'creditNote', documentId: creditNoteId })).toMatchObject(
      {
        title: 'Credit note',
        reference: { label: 'Against Tax invoice', number, reason: 'Wrong patient' },
        totals: { taxable: 100_00, cgst: 2_50, sgst: 2_50, total: 105_00 },
        payments: [{ label: 'Cash refund', amount: 105_00 }],
      },
    )
    expect(await desk.must('billing.document', { documentKind: 'invoice', documentId: invoiceId })).toMatchObject({
      number,
      reference: { label: 'Cancelled by', number: note },
      due: 0,
    })
    const list = await desk.must('billing.list', { date: '2026-11-23', text: '', limit: 10 })
    expect(list).toMatchObject({
      collected: 105_00,
      refunded: 105_00,
      creditNotes: [{ number: note, refunded: 105_00 }],
    })
    expect(await desk.must('patients.get', { id })).toMatchObject({
      due: 0,
      documents: [{ cancelledBy: note, paid: 0 }],
    })
    const pay = { intent: intent(), invoiceId, payment: cash(1_00) }
    expect(await desk.refused('billing.pay', pay)).toBe('document-cancelled')
  })

  it('lets the visit be billed anew', async () => {
    const desk = await openClinic()
    const { encounterId } = await walkIn(desk, await register(desk))
    const bill = await openVisit(desk, encounterId)
    const { invoiceId } = await issue(desk, bill, 0)
    await cancel(desk, invoiceId, 0)
    const anew = await openVisit(desk, encounterId)
    expect(anew.id).not.toBe(bill.id)
    expect(anew.lines).toMatchObject([{ unitPrice: 500_00 }])
    expect((await issue(desk, anew)).number).toMatch(/000002$/)
  })

  it('leaves a charge alone that another standing document bills', async () => {
    const desk = await openClinic()
    const { encounterId } = await walkIn(desk, await register(desk))
    const { invoiceId } = await issue(desk, await openVisit(desk, encounterId), 0)
    billAgainElsewhere(desk, invoiceId)
    expect(await cancel(desk, invoiceId, 0)).toMatchObject({ ok: true })
    expect(desk.store.read.all('SELECT status FROM chargeItem')).toEqual([{ status: 'billed' }])
  })

  it('takes the charges of a cancelled visit off, for good', async () => {
    const desk = await openClinic()
    const { encounterId, id: tokenId, statusClocks } = await walkIn(desk, await register(desk))
    const { invoiceId } = await issue(desk, await openVisit(desk, encounterId), 0)
    const move = { tokenId, status: 'cancelled' as const, base: statusClocks, reason: 'Left' }
    await desk.must('queue.setStatus', { intent: intent(), ...move })
    expect(await cancel(desk, invoiceId, 0)).toMatchObject({ ok: true })
    expect(desk.store.read.all('SELECT status FROM chargeItem')).toEqual([{ status: 'aborted' }])
  })

  it('posts the refund to the day on which it is paid', async () => {
    const desk = await openClinic()
    const { invoiceId } = await issue(desk, await draftWith(desk, await register(desk), [line()]))
    desk.clock.now += 24 * 3_600_000
    await desk.must('session.signIn', { userId: desk.adminId, secret: { pin: '4826' } })
    await cancel(desk, invoiceId, 340_00)
    const on = (date: string) => desk.must('billing.list', { date, text: '', limit: 10 })
    expect(await on('2026-11-23')).toMatchObject({ collected: 340_00, refunded: 0 })
    expect(await on('2026-11-24')).toMatchObject({ collected: 0, refunded: 340_00 })
  })
})

describe('the list of bills', () => {
  it('finds by number and by patient, within a day when one is asked for', async () => {
    const desk = await openClinic()
    const first = await issue(desk, await draftWith(desk, await register(desk), [line()]))
    await issue(desk, await draftWith(desk, await register(desk, { name: 'Mohan Joshi' }), [line()]), 0)
    await draftWith(desk, await register(desk, { name: 'Anjali Nair' }), [line()])
    const list = (text: string, date: string | null = null) => desk.must('billing.list', { date, text, limit: 10 })
    expect((await list('')).documents).toHaveLength(2)
    expect((await list('')).drafts).toMatchObject([{ patientName: 'Anjali Nair', lines: 1, total: 340_00 }])
    expect((await list(first.number)).documents).toMatchObject([{ invoiceId: first.invoiceId }])
    expect((await list('joshi')).documents).toMatchObject([{ patientName: 'Mohan Joshi', due: 340_00 }])
    expect((await list('joshi', '2026-11-22')).documents).toEqual([])
  })

  it('finds what is of the day asked for, however much came later', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    const first = await issue(desk, await draftWith(desk, id, [line()]))
    desk.clock.now += 24 * 3_600_000
    await signInAdmin(desk)
    await issue(desk, await draftWith(desk, id, [line()]))
    await issue(desk, await draftWith(desk, id, [line()]))
    const list = (date: string) => desk.must('billing.list', { date, text: 'rukmini', limit: 2 })
    expect((await list('2026-11-23')).documents).toMatchObject([{ number: first.number }])
    expect((await list('2026-11-24')).documents).toHaveLength(2)
  })
})
