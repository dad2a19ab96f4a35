/** What a person may do. A role is a preset of these; a user may hold several roles. */
export const permissions = [
  'patient.read', 'patient.write', 'queue.read', 'queue.manage', 'billing.read', 'billing.write', 'billing.discount',
  'billing.cancel', 'billing.refund', 'document.print', 'practitioner.read', 'practitioner.write', 'user.read',
  'user.manage', 'clinic.read', 'clinic.manage', 'audit.read', 'backup.manage', 'claim.read', 'claim.write',
  'chart.read', 'chart.write', 'report.read', 'own.settings',
] as const // prettier-ignore
export type Permission = (typeof permissions)[number]

export const roles = ['front-desk', 'cashier', 'doctor', 'claims', 'admin', 'auditor'] as const
export type Role = (typeof roles)[number]

const everybody = ['clinic.read', 'practitioner.read', 'own.settings'] as const satisfies readonly Permission[]

export const rolePresets: Readonly<Record<Role, readonly Permission[]>> = {
  'front-desk': [
    ...everybody, 'patient.read', 'patient.write', 'queue.read', 'queue.manage', 'billing.read', 'billing.write',
    'document.print',
  ], // prettier-ignore
  cashier: [
    ...everybody, 'patient.read', 'queue.read', 'billing.read', 'billing.write', 'billing.discount', 'billing.cancel',
    'billing.refund', 'document.print', 'report.read',
  ], // prettier-ignore
  doctor: [
    ...everybody, 'patient.read', 'patient.write', 'queue.read', 'queue.manage', 'chart.read', 'chart.write',
    'document.print',
  ], // prettier-ignore
  claims: [...everybody, 'patient.read', 'billing.read', 'claim.read', 'claim.write', 'document.print', 'report.read'],
  admin: permissions.filter(permission => permission !== 'chart.read' && permission !== 'chart.write'),
  auditor: [...everybody, 'audit.read', 'billing.read', 'report.read', 'claim.read', 'user.read'],
}

/** The union of what the roles allow. */
export const permissionsOf = (held: readonly Role[]): ReadonlySet<Permission> =>
  new Set(held.flatMap(role => rolePresets[role]))
