import { IconMapOff, IconUserOff } from '@tabler/icons-react'
import { type ReactNode, Suspense, lazy } from 'react'
import { assertNever } from '../../domain/errors.ts'
import { EmptyState, SkeletonRows } from '../components/states.tsx'
import { useText } from '../i18n/i18n.ts'
import { frameTexts } from '../i18n/texts.ts'
import css from './frame.module.css'
import { type NavName, ownerOf } from './navigation.ts'
import type { Route } from './routes.ts'
import { ScreenBoundary } from './screen-boundary.tsx'

const TodayScreen = lazy(async () => ({ default: (await import('../features/today/today-screen.tsx')).TodayScreen }))
const PatientsScreen = lazy(async () => ({
  default: (await import('../features/patients/patients-screen.tsx')).PatientsScreen,
}))
const PatientScreen = lazy(async () => ({
  default: (await import('../features/patients/patient-screen.tsx')).PatientScreen,
}))
const BillingScreen = lazy(async () => ({
  default: (await import('../features/billing/billing-screen.tsx')).BillingScreen,
}))
const BillScreen = lazy(async () => ({ default: (await import('../features/billing/bill-screen.tsx')).BillScreen }))
const DocumentScreen = lazy(async () => ({
  default: (await import('../features/billing/document-screen.tsx')).DocumentScreen,
}))
const AuditScreen = lazy(async () => ({ default: (await import('../features/audit/audit-screen.tsx')).AuditScreen }))
const AdminScreen = lazy(async () => ({ default: (await import('../features/admin/admin-screen.tsx')).AdminScreen }))

function screenOf(route: Route): ReactNode {
  switch (route.screen) {
    case 'today':
      return <TodayScreen />
    case 'patients':
      return <PatientsScreen />
    case 'patient':
      return <PatientScreen id={route.id} />
    case 'billing':
      return <BillingScreen />
    case 'bill':
      return <BillScreen billId={route.billId} />
    case 'document':
      return <DocumentScreen invoiceId={route.invoiceId} />
    case 'audit':
      return <AuditScreen />
    case 'admin':
      return <AdminScreen section={route.section} />
    default:
      return assertNever(route)
  }
}

type ScreenProps = { readonly route: Route | undefined; readonly allowed: readonly NavName[] }

/** The screen of an address, when the role uses it. One that breaks leaves the frame alive. */
export function Screen({ route, allowed }: ScreenProps) {
  const t = useText(frameTexts)
  return (
    <div id="screen" className={css['screen']} tabIndex={-1}>
      {route === undefined ? (
        <EmptyState title={t('screen-missing')} icon={<IconMapOff size={24} stroke={1.5} aria-hidden="true" />}>
          {t('screen-missing-text')}
        </EmptyState>
      ) : allowed.includes(ownerOf(route)) ? (
        <ScreenBoundary>
          <Suspense fallback={<SkeletonRows />}>{screenOf(route)}</Suspense>
        </ScreenBoundary>
      ) : (
        <EmptyState title={t('not-for-you')} icon={<IconUserOff size={24} stroke={1.5} aria-hidden="true" />}>
          {t('not-for-you-text')}
        </EmptyState>
      )}
    </div>
  )
}

/** Fetches the code of the everyday screens while nobody waits, so that the first switch is as quick as the second. */
export function warmScreens(): void {
  void import('../features/patients/patient-screen.tsx')
  void import('../features/billing/bill-screen.tsx')
  void import('../features/billing/document-screen.tsx')
}
