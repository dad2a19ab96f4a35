import type { TokenStatus } from '../tables/visits.ts'

export type Waiting = {
  readonly id: string
  readonly series: string
  readonly number: number
  readonly issuedAt: string
}

/**
 * The order in which tokens are called: emergencies first, then who came first. Number and id settle what is left, so
 * that every PC shows the same order.
 */
export function callOrder(a: Waiting, b: Waiting): number {
  if ((a.series === 'E') !== (b.series === 'E')) return a.series === 'E' ? -1 : 1
  if (a.issuedAt !== b.issuedAt) return a.issuedAt < b.issuedAt ? -1 : 1
  return a.number - b.number || (a.id < b.id ? -1 : 1)
}

type WithDoctor = { readonly id: string; readonly status: TokenStatus; readonly statusAt: string }

/** Who is shown as being served when two PCs each called one while apart: who is inside, then the newest call. */
export function byRoom(a: WithDoctor, b: WithDoctor): number {
  if (a.status !== b.status) return a.status === 'in-progress' ? -1 : 1
  if (a.statusAt !== b.statusAt) return a.statusAt < b.statusAt ? 1 : -1
  return a.id < b.id ? -1 : 1
}

/** Still to be seen or being seen: a second token of the same doctor would be the same visit twice. */
export const stillInQueue = (status: TokenStatus): boolean => status !== 'fulfilled' && status !== 'cancelled'

/** Occupies the doctor: called out, or in the room. */
export const withDoctor = (status: TokenStatus): boolean => status === 'called' || status === 'in-progress'
