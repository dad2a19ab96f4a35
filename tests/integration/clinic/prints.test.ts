import { describe, expect, it } from 'vitest'
import { answerRequest } from '../../../clinic/shell-requests.ts'
import { count, draftWith, entries, intent, issue, line, openClinic, register, signInAdmin, signInAs, walkIn } from './harness.ts' // prettier-ignore

async function withReceipt() {
  const desk = await openClinic()
  const { invoiceId, number } = await issue(desk, await draftWith(desk, await register(desk), [line()]))
  const print = (id = intent()) =>
    desk.must('prints.request', { intent: id, documentKind: 'invoice', documentId: invoiceId, format: '80mm' })
  return { desk, invoiceId, number, print }
}

describe('printing', () => {
  it('counts copies as facts: the original, then duplicates, each with who and when', async () => {
    const { desk, invoiceId, print } = await withReceipt()
    expect(await print()).toMatchObject({ job: { copy: 1 }, printable: { copy: 1, printedAt: '2026-11-23 10:00' } })
    desk.clock.now += 5 * 60_000
    expect(await print()).toMatchObject({
      job: { copy: 2 },
      printable: { copy: 2, printedAt: '2026-11-23 10:05', printedBy: 'Asha Rane' },
    })
    expect(count(desk, 'documentPrint')).toBe(2)
    expect(await desk.must('billing.document', { documentKind: 'invoice', documentId: invoiceId })).toMatchObject({
      copy: 2,
    })
  })

  it('makes one copy of a double click', async () => {
    const { desk, print } = await withReceipt()
    const once = intent()
    const [first, second] = await Promise.all([print(once), print(once)])
    expect(second.job.id).toBe(first.job.id)
    expect(count(desk, 'documentPrint')).toBe(1)
  })

  it('that fails keeps the job, through a restart, until it is printed; a retry is the same copy', async () => {
    const { desk, number, print } = await withReceipt()
    const { job } = await print()
    await desk.must('prints.settle', { jobId: job.id, state: 'printing', reason: '' })
    await desk.must('prints.settle', { jobId: job.id, state: 'failed', reason: 'out of paper' })
    await desk.restart()
    await signInAdmin(desk)
    const before = entries(desk)
    expect((await desk.must('prints.pending', {})).jobs).toMatchObject([
      { id: job.id, label: number, state: 'failed', reason: 'out of paper', copy: 1 },
    ])
    expect(await desk.must('prints.retry', { jobId: job.id })).toMatchObject({ state: 'waiting', copy: 1 })
    expect((await desk.must('prints.job', { jobId: job.id })).printable).toMatchObject({ copy: 1, number })
    await desk.must('prints.settle', { jobId: job.id, state: 'printing', reason: '' })
    await desk.must('prints.settle', { jobId: job.id, state: 'done', reason: '' })
    expect(entries(desk)).toBe(before)
    expect((await desk.must('prints.pending', {})).jobs).toEqual([])
  })

  it('that is done or put aside never comes out again: neither taken nor retried', async () => {
    const { desk, print } = await withReceipt()
    const settle = (jobId: string, state: 'printing' | 'failed' | 'done') =>
      desk.call('prints.settle', { jobId, state, reason: '' })
    const printed = (await print()).job.id
    await settle(printed, 'printing')
    await settle(printed, 'done')
    const dismissed = (await print()).job.id
    await desk.must('prints.dismiss', { jobId: dismissed })
    for (const [jobId, state] of [[printed, 'done'], [dismissed, 'dismissed']] as const) {
      expect(await settle(jobId, 'printing')).toMatchObject({ code: 'print-moved' })
      expect(await desk.refused('prints.retry', { jobId })).toBe('print-moved')
      expect(await settle(jobId, 'failed')).toMatchObject({ ok: true, value: { state } })
    } // prettier-ignore
  })

  it('is taken to the printer by one window alone, and after a failure only through a retry', async () => {
    const { desk, print } = await withReceipt()
    const { job } = await print()
    const take = () => desk.call('prints.settle', { jobId: job.id, state: 'printing', reason: '' })
    expect(await Promise.all([take(), take()])).toMatchObject([{ ok: true }, { ok: false, code: 'print-moved' }])
    expect(await desk.refused('prints.retry', { jobId: job.id })).toBe('print-moved')
    await desk.must('prints.settle', { jobId: job.id, state: 'failed', reason: 'out of paper' })
    expect(await take()).toMatchObject({ code: 'print-moved' })
    await desk.must('prints.retry', { jobId: job.id })
    expect(await take()).toMatchObject({ ok: true })
  })

  it('that was on its way when the process died waits for a person to look', async () => {
    const { desk, print } = await withReceipt()
    const { job } = await print()
    await desk.must('prints.settle', { jobId: job.id, state: 'printing', reason: '' })
    await desk.restart()
    await signInAdmin(desk)
    expect((await desk.must('prints.pending', {})).jobs).toMatchObject([{ state: 'failed', reason: 'interrupted' }])
    await desk.must('prints.dismiss', { jobId: job.id })
    expect((await desk.must('prints.pending', {})).jobs).toEqual([])
  })

  it('of a token says where to go and how many wait before', async () => {
    const desk = await openClinic()
    await walkIn(desk, await register(desk, { name: 'Mohan Joshi' }))
    const { id } = await walkIn(desk, await register(desk))
    const asked = { intent: intent(), documentKind: 'token' as const, documentId: id, format: '58mm' as const }
    expect(await desk.must('prints.request', asked)).toMatchObject({
      job: { label: 'W-02', format: '58mm' },
      printable: { title: 'Token', token: { label: 'W-02', room: 'Room 1', waitingBefore: 1 }, totals: null },
    })
  })

  it('shows nobody a document that the person may not read', async () => {
    const { desk, invoiceId, print } = await withReceipt()
    const { job } = await print()
    await signInAs(desk, ['doctor'])
    const asked = { intent: intent(), documentKind: 'invoice' as const, documentId: invoiceId, format: 'A5' as const }
    expect(await desk.refused('prints.request', asked)).toBe('not-allowed')
    expect(await desk.refused('prints.job', { jobId: job.id })).toBe('not-allowed')
    expect(await desk.refused('prints.dismiss', { jobId: job.id })).toBe('not-allowed')
    expect((await desk.must('prints.pending', {})).jobs).toEqual([])
  })

  it('tells the windows', async () => {
    const { desk, print } = await withReceipt()
    const told: string[] = []
    desk.clinic.on(event => void told.push(event.event === 'changed' ? event.tables.join() : event.event))
    await print()
    expect(told).toEqual(['documentPrint,printJob', 'prints'])
  })
})

describe('the shell', () => {
  it('settles a print whoever is signed in by then', async () => {
    const { desk, print } = await withReceipt()
    const { job } = await print()
    await desk.must('session.signOut', {})
    const failed = { jobId: job.id, state: 'failed' as const, reason: `no paper\ud800\0${'.'.repeat(400)}` }
    expect(await answerRequest(desk.clinic.desk, 'settlePrint', failed)).toEqual({ ok: true, value: null })
    await signInAdmin(desk)
    expect((await desk.must('prints.pending', {})).jobs).toMatchObject([
      { state: 'failed', reason: expect.stringMatching(/^no paper/) },
    ])
  })
})
