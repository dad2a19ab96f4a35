import { type Role, roles } from '../../domain/permissions.ts'
import type { Translate } from '../i18n/i18n.ts'
import type { frameTexts } from '../i18n/texts.ts'

const isRole = (role: string): role is Role => roles.some(known => known === role)

/** A role in words; one that a newer CareSync invented is shown as it is. */
export const roleName = (role: string, t: Translate<keyof (typeof frameTexts)['texts']['en']>): string =>
  isRole(role) ? t(`role-${role}`) : role
