import { describe, expect, it } from 'vitest'
import {
  count,
  draftWith,
  entries,
  intent,
  issue,
  line,
  openClinic,
  person,
  register,
  signInAs,
  walkIn,
} from './harness.ts'

describe('registration', () => {
  it('gives the next MRN of this PC, once for one click', async () => {
    const desk = await openClinic()
    const once = { intent: intent(), ...person }
    const [first, second] = await Promise.all([
      desk.must('patients.register', once),
      desk.must('patients.register', once),
    ])
    expect(second).toEqual(first)
    const other = await desk.must('patients.register', { intent: intent(), ...person })
    const code = desk.store.deviceCode
    expect([first.mrn, other.mrn]).toEqual([`${code}-00001`, `${code}-00002`])
  })

  it('takes any number of people under one phone, the owner first', async () => {
    const desk = await openClinic()
    await register(desk, { name: 'Rukmini Deshpande', phoneRelation: 'spouse' })
    await register(desk, { name: 'Aarav Deshpande', phoneRelation: 'grandchild' })
    await register(desk, { name: 'Suresh Deshpande', phoneRelation: 'self' })
    for (const phone of ['98220 41763', '+919822041763', '09822041763']) {
      const { patients } = await desk.must('patients.family', { phone })
      expect(patients.map(({ name }) => name)).toEqual(['Suresh Deshpande', 'Rukmini Deshpande', 'Aarav Deshpande'])
    }
    expect((await desk.must('patients.family', { phone: '98220' })).patients).toEqual([])
  })

  it('keeps an age that was told as an estimated birth date', async () => {
    const desk = await openClinic()
    const id = await register(desk, { birthDate: '1984-07-01', birthPrecision: 'year' })
    expect(await desk.must('patients.get', { id })).toMatchObject({ age: { value: 42, unit: 'y' }, ageEstimated: true })
  })

  it('refuses a birth date in the future, or one that does not say how precise it is', async () => {
    const desk = await openClinic()
    const from = (changes: Partial<typeof person>) =>
      desk.call('patients.register', { intent: intent(), ...person, ...changes })
    expect(await from({ birthDate: '2026-11-24' })).toMatchObject({
      code: 'bad-input',
      params: { issues: 'birthDate' },
    })
    expect(await from({ birthPrecision: null })).toMatchObject({ code: 'bad-input' })
    expect(await from({ birthDate: '2026-11-23' })).toMatchObject({ ok: true })
  })
})

describe('a change of a patient', () => {
  const telecom = (base: string[], phone = '+919822041764') => ({
    group: 'telecom' as const,
    values: { phone, phoneRelation: 'self' },
    base,
  })

  it('is made from what the screen showed, and refused when that is old', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    const { clocks } = await desk.must('patients.get', { id })
    const base = clocks['telecom'] ?? []
    const saved = await desk.must('patients.update', { intent: intent(), id, changes: [telecom(base)] })
    expect(await desk.refused('patients.update', { intent: intent(), id, changes: [telecom(base)] })).toBe(
      'changed-meanwhile',
    )
    const next = saved.clocks['telecom'] ?? []
    await desk.must('patients.update', { intent: intent(), id, changes: [telecom(next, '+919822041765')] })
    expect((await desk.must('patients.get', { id })).phone).toBe('+919822041765')
  })

  it('of two groups is one entry, or none when one of them is old', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    const { clocks } = await desk.must('patients.get', { id })
    const note = { group: 'note' as const, values: { note: 'Prefers mornings' }, base: clocks['note'] ?? [] }
    const before = entries(desk)
    const stale = [note, telecom(['0'.repeat(10)])]
    expect(await desk.refused('patients.update', { intent: intent(), id, changes: stale })).toBe('changed-meanwhile')
    expect(entries(desk)).toBe(before)
    await desk.must('patients.update', { intent: intent(), id, changes: [note, telecom(clocks['telecom'] ?? [])] })
    expect(entries(desk)).toBe(before + 1)
  })
})

describe('the search box', () => {
  it('finds by phone digits, name in any order and script, MRN, token and document number', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    const token = await walkIn(desk, id)
    const bill = await desk.must('billing.openVisit', { intent: intent(), encounterId: token.encounterId })
    const { number } = await issue(desk, bill)
    const find = (text: string) => desk.must('search.find', { text, limit: 10 })
    for (const text of ['4176', '98220 41763', 'deshpande rukm', 'रुक्मिणी', `${desk.store.deviceCode}-00001`])
      expect((await find(text)).patients, text).toMatchObject([{ id }])
    for (const text of ['w1', 'W-01']) expect((await find(text)).tokens).toMatchObject([{ id: token.id }])
    for (const text of [number, '1', '26/1', 'r-26/000001', number.toLowerCase()])
      expect((await find(text)).documents, text).toMatchObject([{ number }])
    expect(await find('  ')).toEqual({ patients: [], tokens: [], documents: [] })
    expect(await find('nobody of this name')).toEqual({ patients: [], tokens: [], documents: [] })
  })

  it('shows a doctor no documents', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    const { number } = await issue(desk, await draftWith(desk, id, [line()]))
    await signInAs(desk, ['doctor'])
    expect((await desk.must('search.find', { text: number, limit: 10 })).documents).toEqual([])
    expect((await desk.must('patients.get', { id })).documents).toEqual([])
  })
})

describe('the list of patients', () => {
  it('is paged, who came last first, with the count of all', async () => {
    const desk = await openClinic()
    for (const name of ['Anjali', 'Mohan', 'Rohit']) await register(desk, { name })
    const page = await desk.must('patients.list', { text: '', offset: 1, limit: 1 })
    expect(page).toMatchObject({ total: 3, patients: [{ name: 'Mohan' }] })
    expect(await desk.must('patients.list', { text: 'rohit', offset: 0, limit: 5 })).toMatchObject({
      total: 1,
      patients: [{ name: 'Rohit' }],
    })
  })

  it('shows dues, and the page shows visits, documents and family', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    await register(desk, { name: 'Suresh Deshpande' })
    const token = await walkIn(desk, id)
    const bill = await desk.must('billing.openVisit', { intent: intent(), encounterId: token.encounterId })
    const { number } = await issue(desk, bill, 300_00)
    expect(await desk.must('patients.get', { id })).toMatchObject({
      due: 200_00,
      visits: [{ practitionerName: 'Meera Kulkarni', status: 'arrived', documentNumber: number }],
      documents: [{ number, paid: 300_00, due: 200_00 }],
      family: [{ name: 'Suresh Deshpande' }],
      conflicts: {},
    })
    expect(count(desk, 'patient')).toBe(2)
  })
})

describe('a death', () => {
  const record = async (desk: Awaited<ReturnType<typeof openClinic>>, id: string, deceasedOn: string | null) => {
    const base = (await desk.must('patients.get', { id })).clocks['deceased'] ?? []
    return desk.call('patients.update', {
      intent: intent(), id, changes: [{ group: 'deceased', values: { deceasedOn }, base }],
    }) // prettier-ignore
  }

  it('is recorded with its day, ends new tokens, and can be taken back', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    expect(await record(desk, id, '2026-11-20')).toMatchObject({ ok: true })
    expect(await desk.must('patients.get', { id })).toMatchObject({ deceasedOn: '2026-11-20' })
    const token = { intent: intent(), patientId: id, practitionerId: desk.doctorId, priority: false }
    expect(await desk.refused('queue.walkIn', token)).toBe('patient-deceased')
    expect(await record(desk, id, null)).toMatchObject({ ok: true })
    expect(await desk.must('queue.walkIn', { ...token, intent: intent() })).toMatchObject({ patientId: id })
  })

  it('is neither in the future nor before the birth, as far as the birth is known', async () => {
    const desk = await openClinic()
    const id = await register(desk, { birthDate: '1984-07-01', birthPrecision: 'year' })
    const refused = { code: 'bad-input', params: { issues: 'deceasedOn' } }
    expect(await record(desk, id, '2026-11-24')).toMatchObject(refused)
    expect(await record(desk, id, '1983-12-31')).toMatchObject(refused)
    expect(await record(desk, id, '1984-03-01')).toMatchObject({ ok: true })
  })

  it('keeps the birth before it when the birth is put right later', async () => {
    const desk = await openClinic()
    const id = await register(desk, { birthDate: '1984-07-01', birthPrecision: 'year' })
    await record(desk, id, '1985-02-01')
    const bear = async (birthDate: string) => {
      const base = (await desk.must('patients.get', { id })).clocks['demographics'] ?? []
      const values = { sex: 'female', birthDate, birthPrecision: 'day' } as const
      return desk.call('patients.update', { intent: intent(), id, changes: [{ group: 'demographics', values, base }] })
    }
    expect(await bear('1985-02-02')).toMatchObject({ code: 'bad-input', params: { issues: 'birthDate' } })
    expect(await bear('1985-02-01')).toMatchObject({ ok: true })
  })

  it('is not recorded over what somebody else recorded meanwhile', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    await record(desk, id, '2026-11-20')
    const stale = { intent: intent(), id, changes: [{ group: 'deceased' as const, values: { deceasedOn: '2026-11-19' }, base: [] }] } // prettier-ignore
    expect(await desk.refused('patients.update', stale)).toBe('changed-meanwhile')
  })
})
