import { describe, expect, test } from 'vitest'
import { type Route, hrefOf, routeOf } from '../../../../renderer/app/routes.ts'

const routes: readonly Route[] = [
  { screen: 'today' },
  { screen: 'patients' },
  { screen: 'patient', id: '01a2-b/c' },
  { screen: 'billing' },
  { screen: 'bill', billId: 'b1' },
  { screen: 'document', invoiceId: 'd1' },
  { screen: 'audit' },
  { screen: 'admin', section: 'backups' },
]

describe('an address', () => {
  test.each(routes)('of $screen leads back to the same screen', route => {
    expect(routeOf(hrefOf(route))).toEqual(route)
  })
  test('that leads nowhere is no route', () => {
    for (const hash of ['#/nowhere', '#/admin', '#/admin/keys', '#//', '#/%E0%A4%A']) {
      expect(routeOf(hash), hash).toBeUndefined()
    }
  })
  test('of a bill without an id leads to the list', () => {
    expect(routeOf('#/billing/bill/')).toEqual({ screen: 'billing' })
  })
})
