import { z } from 'zod'
import { preferencesOf } from '../../db/queries/local.ts'
import type { Desk } from '../desk.ts'

const defaultIdleMinutes = 10
export const idleMinutesShape = z.int().min(1).max(120)

/** Minutes without work until this PC locks; 10 unless an administrator chose otherwise. */
export function idleMinutes({ place }: Pick<Desk, 'place'>): number {
  if (place.phase !== 'open') return defaultIdleMinutes
  const told = idleMinutesShape.safeParse(preferencesOf(place.store.read, 'pc')['idleMinutes'])
  return told.success ? told.data : defaultIdleMinutes
}
