import type { z } from 'zod'
import { ok, refuse } from '../../domain/errors.ts'
import { draft } from '../../domain/tables/local-tables.ts'
import { draftOf } from '../../db/queries/local.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { saveLocal } from '../save.ts'

type Body = z.core.util.JSONType

/** Nobody types more into one form; a larger body is a fault of a screen. */
const largestDraft = 256 * 1024

/** What a person is typing, kept as text: a form may hold what the journal's JSON would refuse. */
export const draftHandlers: HandlersOf<'drafts.get' | 'drafts.put'> = {
  'drafts.get': ({ form }, { store, person }) => {
    const held = draftOf(store.read, person.userId, form)
    return ok(held ? { body: JSON.parse(held.text) as Body, savedAt: held.savedAt } : { body: null, savedAt: null })
  },
  'drafts.put': ({ form, body, userId }, { store, person, now }) => {
    if (userId !== undefined && userId !== person.userId) return refuse('not-signed-in')
    const text = JSON.stringify(body)
    if (text.length > largestDraft) return refuse('too-large')
    const saved = saveLocal(store, tx => {
      const held = draftOf(tx, person.userId, form)
      if (body !== null)
        tx.putLocal(draft, { id: held?.id ?? tx.newId(), userId: person.userId, form, body: text, savedAt: now })
      else if (held) tx.removeLocal(draft, held.id)
      return null
    })
    return saved.ok ? ok({ done: true }) : saved
  },
}
