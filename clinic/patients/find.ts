import { ok } from '../../domain/errors.ts'
import { readTokenLabel } from '../../domain/queue/token-label.ts'
import { readPhone } from '../../domain/words.ts'
import { searchPatients } from '../../db/patient-search.ts'
import { documentsByNumber } from '../../db/queries/billing.ts'
import { newestPatients, patientCount, patientsByPhone } from '../../db/queries/patients.ts'
import { tokensByLabel } from '../../db/queries/queue.ts'
import { documentLine } from '../billing/document-line.ts'
import { numbersMeant } from '../billing/numbers-meant.ts'
import type { Reader } from '../../db/types.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { tokenShown } from '../queue/token-shown.ts'
import { patientBriefs } from './brief.ts'

/** A list may be this long when it was searched for; nobody reads further, they type more. */
const mostFound = 500

export const findHandlers: HandlersOf<'search.find' | 'patients.family' | 'patients.list'> = {
  'search.find': ({ text, limit }, context) => {
    const typed = text.trim()
    if (typed === '') return ok({ patients: [], tokens: [], documents: [] })
    const { store, person, today } = context
    const { read } = store
    const label = person.permissions.has('queue.read') ? readTokenLabel(typed) : undefined
    const numbers = person.permissions.has('billing.read') ? numbersMeant(read, store, typed, today) : []
    return ok({
      patients: patientBriefs(context, found(read, typed, limit)),
      tokens: label
        ? tokensByLabel(read, today, label.series, label.number).map(row => tokenShown(read, row, today))
        : [],
      documents: documentsByNumber(read, numbers, null, limit).map(documentLine),
    })
  },
  'patients.family': ({ phone }, context) => {
    const whole = readPhone(phone)
    return ok({ patients: whole ? patientBriefs(context, patientsByPhone(context.store.read, whole)) : [] })
  },
  'patients.list': ({ text, offset, limit }, context) => {
    const { read } = context.store
    if (text.trim() === '') {
      const page = newestPatients(read, offset, limit)
      return ok({ patients: patientBriefs(context, page), total: patientCount(read) })
    }
    const all = found(read, text, mostFound)
    return ok({ patients: patientBriefs(context, all.slice(offset, offset + limit)), total: all.length })
  },
}

/** A whole phone number finds everybody under it, the owner first; anything else is searched for. */
function found(read: Reader, text: string, limit: number) {
  const phone = readPhone(text)
  const family = phone === undefined ? [] : patientsByPhone(read, phone)
  return family.length > 0 ? family.slice(0, limit) : searchPatients(read, text, limit)
}
