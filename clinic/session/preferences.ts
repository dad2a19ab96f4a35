import { z } from 'zod'
import { ok, refuse } from '../../domain/errors.ts'
import type { Json } from '../../domain/journal/types.ts'
import { preference } from '../../domain/tables/local-tables.ts'
import { receiptFormats } from '../../domain/tables/people.ts'
import { preferenceId, preferencesOf } from '../../db/queries/local.ts'
import { storeOf } from '../desk.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { saveLocal } from '../save.ts'
import { idleMinutesShape } from './idle-minutes.ts'
import { personAtDesk } from './person.ts'

/** What may stand in a preference. */
const shapes = {
  theme: z.enum(['light', 'dark', 'contrast', 'system']),
  language: z.string().regex(/^[a-z]{2}$/),
  receiptFormat: z.enum(receiptFormats),
  printer: z
    .string()
    .max(200)
    .refine(name => name.isWellFormed())
    .nullable(),
  idleMinutes: idleMinutesShape,
} as const

export const preferenceHandlers: HandlersOf<'preferences.get' | 'preferences.put'> = {
  'preferences.get': (_input, { desk }) => {
    const store = storeOf(desk)
    if (!store) return ok({ pc: {}, own: {} })
    const state = desk.session.current()
    const own = state ? preferencesOf(store.read, state.userId) : {}
    return ok({ pc: preferencesOf(store.read, 'pc'), own })
  },
  /** Look and language of the PC are free for all; the rest needs somebody signed in, the idle lock an administrator. */
  'preferences.put': ({ scope, name, value }, { desk }) => {
    const store = storeOf(desk)
    if (!store) return refuse('not-set-up')
    const free = scope === 'pc' && (name === 'theme' || name === 'language')
    const there = personAtDesk(desk)
    if (!free && !there) return refuse('not-signed-in')
    if (!free && there?.locked === true) return refuse('locked')
    if (name === 'idleMinutes' && scope === 'own') return refuse('bad-input', { issues: 'scope' })
    if (name === 'idleMinutes' && there?.person.permissions.has('clinic.manage') !== true)
      return refuse('not-allowed', { permission: 'clinic.manage' })
    const parsed = shapes[name].safeParse(value)
    if (!parsed.success) return refuse('bad-input', { issues: 'value' })
    const owner = scope === 'pc' ? 'pc' : (there?.person.userId ?? 'pc')
    const kept: Json = parsed.data
    const saved = saveLocal(store, tx => {
      tx.putLocal(preference, { id: preferenceId(tx, owner, name) ?? tx.newId(), scope: owner, name, value: kept })
      return null
    })
    return saved.ok ? ok({ done: true }) : saved
  },
}
