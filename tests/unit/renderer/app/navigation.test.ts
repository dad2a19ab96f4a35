import { describe, expect, test } from 'vitest'
import { type Role, permissionsOf } from '../../../../domain/permissions.ts'
import { adminSectionsFor, navigationFor } from '../../../../renderer/app/navigation.ts'
import type { Session } from '../../../../renderer/app/session.ts'

const as = (...roles: Role[]): Session => ({
  userId: '01a204fd-0235-7155-ac48-976aeda40b31',
  displayName: 'Somebody',
  roles,
  permissions: [...permissionsOf(roles)],
  locked: false,
  idleMinutes: 10,
})
const rail = (...roles: Role[]): string => navigationFor(as(...roles)).map(item => item.name).join(' ') // prettier-ignore

describe('the rail', () => {
  test('shows only what the role may see', () => {
    expect(rail('front-desk')).toBe('today patients billing')
    expect(rail('cashier')).toBe('today patients billing')
    expect(rail('doctor')).toBe('today patients')
    expect(rail('claims')).toBe('patients billing')
    expect(rail('admin')).toBe('today patients billing audit admin')
    expect(rail('auditor')).toBe('billing audit admin')
  })
  test('joins what several roles may see', () => {
    expect(rail('doctor', 'auditor')).toBe('today patients billing audit admin')
  })
  test('opens of Admin only the parts that the role may see', () => {
    expect(adminSectionsFor(as('auditor'))).toEqual(['users'])
    expect(adminSectionsFor(as('admin'))).toEqual([
      'users',
      'practitioners',
      'clinic',
      'backups',
      'headquarters',
      'settle',
    ])
  })
})
