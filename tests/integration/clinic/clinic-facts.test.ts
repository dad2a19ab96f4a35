import { describe, expect, it } from 'vitest'
import type { Input } from '../../../domain/contract/contract.ts'
import { draftWith, entries, intent, issue, line, openClinic, register, type SetUp, signInAs } from './harness.ts'

type Update = Input<'clinic.update'>

/** The form as the screen sends it back, with what a person changed in it. */
async function formOf(desk: SetUp, changes: Partial<Update> = {}): Promise<Update> {
  const { clocks, ...facts } = await desk.must('clinic.get', {})
  const base = (group: string) => [...(clocks[group] ?? [])]
  return {
    intent: intent(), ...facts, identityBase: base('identity'), contactBase: base('contact'), gstBase: base('gst'),
    settingsBase: base('settings'), deviceBase: base('device'), ...changes,
  } // prettier-ignore
}

const registered = { gstMode: 'regular', gstin: '27AAPFU0939F1ZV', stateCode: '27' } as const

describe('the clinic after its set-up', () => {
  it('shows what was entered, and changes what a person changes, in one entry', async () => {
    const desk = await openClinic()
    const form = await formOf(desk)
    expect(form).toMatchObject({
      identity: { displayName: 'Shanti Ayurveda & Family Clinic' },
      contact: { city: 'Pune' },
      settings: { discountLimitBp: 500, receiptFormat: '80mm' },
      device: { name: 'Desk 1' },
    })
    const before = entries(desk)
    const changed = await desk.must('clinic.update', {
      ...form,
      identity: { ...form.identity, displayName: ' Shanti Clinic ' },
      settings: { ...form.settings, discountLimitBp: 1000 },
      device: { name: 'Reception' },
    })
    expect(changed).toMatchObject({
      identity: { displayName: 'Shanti Clinic', legalName: 'Shanti Health LLP' },
      settings: { discountLimitBp: 1000 },
      device: { name: 'Reception' },
    })
    expect(entries(desk)).toBe(before + 1)
    const { clinic } = await desk.must('app.state', {})
    expect(clinic).toMatchObject({ displayName: 'Shanti Clinic', deviceName: 'Reception', isSample: false })
    const [entry] = (await desk.must('audit.list', { before: null, limit: 1, actor: null, table: '', date: null, recordId: null })).entries // prettier-ignore
    expect(entry?.changes.map(({ table, group }) => [table, group])).toEqual([
      ['clinic', 'identity'],
      ['clinic', 'settings'],
      ['device', 'name'],
    ])
  })

  it('writes nothing when nothing was changed', async () => {
    const desk = await openClinic()
    const before = entries(desk)
    await desk.must('clinic.update', await formOf(desk))
    expect(entries(desk)).toBe(before)
  })

  it('refuses a group that somebody changed meanwhile, and takes the others', async () => {
    const desk = await openClinic()
    const stale = await formOf(desk)
    await desk.must('clinic.update', await formOf(desk, { contact: { ...stale.contact, city: 'Nashik' } }))
    const mine = { ...stale, contact: { ...stale.contact, city: 'Satara' } }
    expect(await desk.refused('clinic.update', mine)).toBe('changed-meanwhile')
    const named = { ...(await formOf(desk)), identity: { ...stale.identity, displayName: 'Shanti' } }
    expect(await desk.must('clinic.update', { ...named, contactBase: [] })).toMatchObject({
      identity: { displayName: 'Shanti' },
      contact: { city: 'Nashik' },
    })
  })

  it('counts a new GST registration for documents from now on, and leaves issued ones as they are', async () => {
    const desk = await openClinic()
    const patient = await register(desk)
    const before = await issue(desk, await draftWith(desk, patient, [line()]), 100_00)
    expect(before.kind).toBe('receipt')
    await desk.must('clinic.update', await formOf(desk, { gst: registered }))
    const taxable = line({ taxClass: 'taxable', rateBp: 500 })
    const after = await issue(desk, await draftWith(desk, patient, [taxable]), 100_00)
    expect(after.kind).toBe('tax-invoice')
    const paper = async (documentId: string) =>
      (await desk.must('billing.document', { documentKind: 'invoice', documentId })).clinic.gstin
    expect(await paper(before.invoiceId)).toBeNull()
    expect(await paper(after.invoiceId)).toBe(registered.gstin)
  })

  it('checks the GSTIN as at set-up, and drops it for a clinic that leaves GST', async () => {
    const desk = await openClinic({ gst: registered })
    const wrong = await formOf(desk, { gst: { ...registered, gstin: '27AAPFU0939F1ZW' } })
    expect(await desk.call('clinic.update', wrong)).toMatchObject({
      code: 'bad-gstin',
      params: { reason: 'check-digit' },
    })
    const gst = { ...registered, gstMode: 'unregistered' } as const
    expect((await desk.must('clinic.update', await formOf(desk, { gst }))).gst).toEqual({ ...gst, gstin: null })
  })

  it('is for administrators', async () => {
    const desk = await openClinic()
    await signInAs(desk, ['front-desk', 'cashier', 'doctor', 'auditor'])
    expect(await desk.refused('clinic.get', {})).toBe('not-allowed')
  })
})
