import { useSyncExternalStore } from 'react'

/** Every screen that has an address. An address survives a restart of the page and can be opened twice. */
export type Route =
  | { readonly screen: 'today' }
  | { readonly screen: 'patients' }
  | { readonly screen: 'patient'; readonly id: string }
  | { readonly screen: 'billing' }
  | { readonly screen: 'bill'; readonly billId: string }
  | { readonly screen: 'document'; readonly invoiceId: string }
  | { readonly screen: 'audit' }
  | { readonly screen: 'admin'; readonly section: AdminSection }

export const adminSections = ['users', 'practitioners', 'clinic', 'backups', 'headquarters', 'settle'] as const
export type AdminSection = (typeof adminSections)[number]

export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'patient':
      return `#/patients/${encodeURIComponent(route.id)}`
    case 'bill':
      return `#/billing/bill/${encodeURIComponent(route.billId)}`
    case 'document':
      return `#/billing/document/${encodeURIComponent(route.invoiceId)}`
    case 'admin':
      return `#/admin/${route.section}`
    default:
      return `#/${route.screen}`
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The route of an address; undefined for an address that leads nowhere. */
export function routeOf(hash: string): Route | undefined {
  const [first = '', second = '', third = ''] = hash.replace(/^#?\/?/, '').split('/').map(decode) // prettier-ignore
  if (first === 'today' || first === 'audit') return { screen: first }
  if (first === 'patients') return second === '' ? { screen: 'patients' } : { screen: 'patient', id: second }
  if (first === 'billing') {
    if (second === 'bill' && third !== '') return { screen: 'bill', billId: third }
    if (second === 'document' && third !== '') return { screen: 'document', invoiceId: third }
    return { screen: 'billing' }
  }
  if (first !== 'admin') return undefined
  const section = adminSections.find(name => name === second)
  return section ? { screen: 'admin', section } : undefined
}

export function go(route: Route): void {
  window.location.hash = hrefOf(route)
}

export const goBack = (): void => window.history.back()

/** The address as text; `routeOf` reads it. A string, so that React compares it by value. */
export const useHash = (): string =>
  useSyncExternalStore(
    listener => {
      window.addEventListener('hashchange', listener)
      return () => window.removeEventListener('hashchange', listener)
    },
    () => window.location.hash,
  )
