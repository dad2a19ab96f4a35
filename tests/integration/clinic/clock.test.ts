import { describe, expect, it } from 'vitest'
import { cash, count, draftWith, intent, issue, line, openClinic, register, type SetUp, signInAdmin, signInAs } from './harness.ts' // prettier-ignore

/** The ask to issue a new draft of ₹340. */
async function newAsk(desk: SetUp, patientId: string) {
  const bill = await draftWith(desk, patientId, [line()])
  return { intent: intent(), billId: bill.id, expectedTotal: 340_00, linesBase: bill.linesClocks, payment: null }
}

const setClock = (desk: SetUp, at: string) => {
  desk.clock.now = Date.parse(at)
  return signInAdmin(desk)
}

describe('a clock that cannot be right', () => {
  it('before the day of this version issues nothing, takes and gives no money, and refuses no other work', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    const { invoiceId } = await issue(desk, await draftWith(desk, patientId, [line()]), 100_00)
    await setClock(desk, '2020-01-01T00:10:00.000Z')
    const ask = await newAsk(desk, patientId)
    expect(await desk.call('billing.issue', ask)).toMatchObject({
      code: 'clock-wrong',
      params: { now: '01-01-2020 05:40' },
    })
    const pay = { intent: intent(), invoiceId, payment: cash(240_00) }
    expect(await desk.refused('billing.pay', pay)).toBe('clock-wrong')
    const cancel = { intent: intent(), invoiceId, reason: 'Wrong patient', expectedRefund: 100_00 }
    expect(await desk.refused('billing.cancel', cancel)).toBe('clock-wrong')
    expect(['invoice', 'payment', 'creditNote'].map(table => count(desk, table))).toEqual([1, 1, 0])
  })

  it('a day before what it said here already is asked about, also after other entries were made under it', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    await setClock(desk, '2026-12-20T04:30:00.000Z')
    await issue(desk, await draftWith(desk, patientId, [line()]))
    await setClock(desk, '2026-12-19T05:00:00.000Z')
    await issue(desk, await draftWith(desk, patientId, [line()]))
    await setClock(desk, '2026-11-24T05:00:00.000Z')
    await register(desk, { name: 'Mohan Joshi' })
    expect(await desk.refused('billing.issue', await newAsk(desk, patientId))).toBe('clock-wrong')
  })

  it('is confirmed by an administrator alone, and once', async () => {
    const desk = await openClinic()
    const patientId = await register(desk)
    await setClock(desk, '2099-01-01T04:30:00.000Z')
    await issue(desk, await draftWith(desk, patientId, [line()]))
    await setClock(desk, '2026-11-24T05:00:00.000Z')
    const ask = { ...(await newAsk(desk, patientId)), clockConfirmed: true as const }
    const cashier = await signInAs(desk, ['cashier'])
    expect(await desk.call('billing.issue', ask)).toMatchObject({
      code: 'not-allowed',
      params: { permission: 'clinic.manage' },
    })
    await signInAdmin(desk)
    expect(await desk.call('billing.issue', ask)).toMatchObject({ ok: true })
    await desk.must('session.signIn', { userId: cashier, secret: { pin: '7391' } })
    expect(await desk.call('billing.issue', await newAsk(desk, patientId))).toMatchObject({ ok: true })
  })
})
