import { describe, expect, it } from 'vitest'
import { contract, type ProcedureName } from '../../../domain/contract/contract.ts'
import { permissionsOf, roles } from '../../../domain/permissions.ts'
import { draftWith, issue, line, openClinic, register, signInAs, walkIn } from './harness.ts'

/** Input that no schema takes: it is looked at only after the right was checked. */
const nothing = Symbol('no input').description

describe('the rights of a role', () => {
  it.each(roles)('of %s are exactly those of its preset, for every procedure', async role => {
    const desk = await openClinic()
    await signInAs(desk, [role])
    const held = permissionsOf([role])
    for (const name of Object.keys(contract) as ProcedureName[]) {
      const { access } = contract[name]
      if (access === 'public') continue
      const outcome = await desk.raw(name, nothing)
      const code = access === 'session' || held.has(access) ? 'bad-input' : 'not-allowed'
      expect(outcome, name).toMatchObject({ ok: false, code })
    }
  })
})

describe('what a right does not cover', () => {
  it('is no part of an answer: dues are null for who may not read bills', async () => {
    const desk = await openClinic()
    const id = await register(desk)
    await issue(desk, await draftWith(desk, id, [line()]), 100_00)
    const due = async () => [
      (await desk.must('patients.get', { id })).due,
      (await desk.must('search.find', { text: 'Rukmini', limit: 5 })).patients[0]?.due,
      (await desk.must('patients.family', { phone: '98220 41763' })).patients[0]?.due,
      (await desk.must('patients.list', { text: '', offset: 0, limit: 5 })).patients[0]?.due,
    ]
    expect(await due()).toEqual([240_00, 240_00, 240_00, 240_00])
    await signInAs(desk, ['doctor'])
    expect(await due()).toEqual([null, null, null, null])
  })

  it('is not shown as a document: who may not read the queue sees no token slip', async () => {
    const desk = await openClinic()
    const { id: documentId } = await walkIn(desk, await register(desk))
    const slip = { documentKind: 'token' as const, documentId }
    expect(await desk.must('billing.document', slip)).toMatchObject({ number: 'W-01' })
    await signInAs(desk, ['auditor'])
    expect(await desk.refused('billing.document', slip)).toBe('not-allowed')
  })
})
