import { describe, expect, it } from 'vitest'
import { contract, type ProcedureName } from '../../../domain/contract/contract.ts'
import { permissionsOf, roles } from '../../../domain/permissions.ts'
import { openClinic, signInAs } from './harness.ts'

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
