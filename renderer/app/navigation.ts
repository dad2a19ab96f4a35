import {
  IconBuildingHospital, IconCalendarCheck, IconHistory, IconReceipt, IconUsers, type TablerIcon,
} from '@tabler/icons-react' // prettier-ignore
import type { Permission } from '../../domain/permissions.ts'
import type { ActionId } from './actions.ts'
import type { AdminSection, Route } from './routes.ts'
import { type Session, may } from './session.ts'

export type NavName = 'today' | 'patients' | 'billing' | 'audit' | 'admin'
export type NavItem = {
  readonly name: NavName
  readonly icon: TablerIcon
  readonly action: ActionId
  readonly route: Route
}

const sections: readonly { readonly section: AdminSection; readonly permission: Permission }[] = [
  { section: 'users', permission: 'user.read' },
  { section: 'practitioners', permission: 'practitioner.write' },
  { section: 'clinic', permission: 'clinic.manage' },
  { section: 'backups', permission: 'backup.manage' },
  { section: 'headquarters', permission: 'clinic.manage' },
  { section: 'settle', permission: 'clinic.manage' },
]

/** The parts of Admin that the person may open. */
export const adminSectionsFor = (session: Session): readonly AdminSection[] =>
  sections.filter(({ permission }) => may(session, permission)).map(({ section }) => section)

/** The rail: only what the role may see. The first one is where a person begins. */
export function navigationFor(session: Session): readonly NavItem[] {
  const admin = adminSectionsFor(session)[0]
  const all: readonly (NavItem | false)[] = [
    may(session, 'queue.read') && {
      name: 'today', icon: IconCalendarCheck, action: 'go-today', route: { screen: 'today' },
    },
    may(session, 'patient.read') && {
      name: 'patients', icon: IconUsers, action: 'go-patients', route: { screen: 'patients' },
    },
    may(session, 'billing.read') && {
      name: 'billing', icon: IconReceipt, action: 'go-billing', route: { screen: 'billing' },
    },
    may(session, 'audit.read') && {
      name: 'audit', icon: IconHistory, action: 'go-audit', route: { screen: 'audit' },
    },
    admin !== undefined && {
      name: 'admin', icon: IconBuildingHospital, action: 'go-admin', route: { screen: 'admin', section: admin },
    },
  ] // prettier-ignore
  return all.filter(item => item !== false)
}

const owners: Readonly<Record<Route['screen'], NavName>> = {
  today: 'today', patients: 'patients', patient: 'patients', billing: 'billing', bill: 'billing', document: 'billing',
  audit: 'audit', admin: 'admin',
} // prettier-ignore

/** Which item of the rail a route belongs to. */
export const ownerOf = (route: Route): NavName => owners[route.screen]
