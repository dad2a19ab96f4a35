import { describe, expect, it } from 'vitest'
import { cash, entries, intent, openClinic, register, walkIn } from './harness.ts'

describe('a first day at the front desk', () => {
  it('registers a patient, gives a token, bills the consultation, takes cash and prints, through a restart', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    const before = entries(desk)
    const token = await walkIn(desk, patientId)
    expect(entries(desk)).toBe(before + 1)
    expect(token).toMatchObject({ label: 'W-01', status: 'created', payment: 'none', patientName: 'Rukmini Deshpande' })

    const bill = await desk.must('billing.openVisit', { intent: intent(), encounterId: token.encounterId })
    expect(bill.lines).toMatchObject([{ description: 'Consultation, Dr. Meera Kulkarni', unitPrice: 500_00 }])
    const beforeIssue = entries(desk)
    const issued = await desk.must('billing.issue', {
      intent: intent(),
      billId: bill.id,
      expectedTotal: 500_00,
      linesBase: bill.linesClocks,
      payment: cash(500_00, 1_000_00),
    })
    expect(entries(desk)).toBe(beforeIssue + 1)
    expect(issued).toMatchObject({ kind: 'receipt', total: 500_00, change: 500_00 })
    expect(issued.number).toMatch(/^[A-Z0-9]{4}R-26\/000001$/)

    await desk.restart()
    expect(await desk.must('app.state', {})).toMatchObject({ phase: 'sign-in', session: null })
    await desk.must('session.signIn', { userId: desk.adminId, secret: { pin: '4826' } })
    const page = await desk.must('patients.get', { id: patientId })
    expect(page).toMatchObject({ due: 0, documents: [{ number: issued.number, paid: 500_00, due: 0 }] })
    const { job, printable } = await desk.must('prints.request', {
      intent: intent(), documentKind: 'invoice', documentId: issued.invoiceId, format: '80mm',
    }) // prettier-ignore
    expect(job).toMatchObject({ copy: 1, state: 'waiting', label: issued.number })
    expect(printable).toMatchObject({ title: 'Receipt', copy: 1, inWords: 'Rupees five hundred only', due: 0 })
    const board = await desk.must('queue.board', {})
    expect(board.columns[0]?.waiting).toMatchObject([{ label: 'W-01', payment: 'paid' }])
  })
})
