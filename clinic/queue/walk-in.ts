import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { stillInQueue } from '../../domain/queue/call-order.ts'
import { deskLetter, tokenLabel } from '../../domain/queue/token-label.ts'
import { chargeItem } from '../../domain/tables/money.ts'
import { patient, practitioner } from '../../domain/tables/people.ts'
import { encounter, token } from '../../domain/tables/visits.ts'
import { doctorName, doctorShortName } from '../../domain/words.ts'
import { otherDeviceCodes } from '../../db/queries/people.ts'
import { nextTokenNumber, tokensOfSession } from '../../db/queries/queue.ts'
import type { RecordRow, Writer } from '../../db/types.ts'
import type { HandlersOf } from '../handlers-of.ts'
import { save } from '../save.ts'
import { tokenById } from './token-shown.ts'

/** SAC of human health services. Source: GST scheme of classification of services, heading 9993. */
const healthServices = '9993'

export const walkInHandlers: HandlersOf<'queue.walkIn'> = {
  /** Visit, token and consultation charge are one entry: all of them are there, or none. */
  'queue.walkIn': ({ intent, patientId, practitionerId, priority }, context) => {
    const { store, today, now } = context
    const saved = save(context, 'queue.walkIn', intent, tx => {
      const ready = mayWait(tx, patientId, practitionerId, today)
      if (!ready.ok) return ready
      const series = priority ? 'E' : 'W'
      const number = nextTokenNumber(tx, today, practitionerId, series)
      const label = tokenLabel(series, number, deskLetter(store.deviceCode, otherDeviceCodes(tx, store.deviceId)))
      const encounterId = tx.newId()
      const tokenId = tx.newId()
      const appointmentType = priority ? 'EMERGENCY' : 'WALKIN'
      tx.set(encounter, encounterId, 'visit', { patientId, practitionerId, date: today, appointmentType }, [])
      tx.set(encounter, encounterId, 'status', { status: 'arrived' }, [])
      const session = { encounterId, patientId, practitionerId, sessionDate: today }
      tx.set(token, tokenId, 'issue', { ...session, series, number, label, issuedAt: now }, [])
      tx.set(token, tokenId, 'status', { status: 'created', statusAt: now }, [])
      chargeConsultation(tx, { encounterId, patientId, date: today }, ready.value)
      return ok({ tokenId })
    })
    return saved.ok ? ok(tokenById(store.read, saved.value.tokenId, today)) : saved
  },
}

type Doctor = RecordRow<typeof practitioner>

/** The doctor, when this patient may wait for this doctor today. */
function mayWait(tx: Writer, patientId: string, practitionerId: string, today: string): Outcome<Doctor> {
  const who = tx.get(patient, patientId)
  if (!who || who.name === null || who.deletedAt !== null) return refuse('not-found', { what: 'patient' })
  if (who.deceasedOn !== null) return refuse('patient-deceased', { patient: who.name })
  const doctor = tx.get(practitioner, practitionerId)
  if (!doctor || doctor.name === null) return refuse('not-found', { what: 'practitioner' })
  if (doctor.active !== true) return refuse('session-closed', { doctor: doctorShortName(doctor.name).slice(4) })
  const held = tokensOfSession(tx, today, practitionerId).find(
    other => other.patientId === patientId && stillInQueue(other.status),
  )
  return held ? refuse('already-waiting', { patient: who.name, token: held.label }) : ok(doctor)
}

/** The fee of the day goes on the visit at once, so that nobody forgets it; health care is exempt from GST. */
function chargeConsultation(
  tx: Writer,
  visit: { readonly encounterId: string; readonly patientId: string; readonly date: string },
  doctor: Doctor,
): void {
  const id = tx.newId()
  const item = {
    ...visit,
    practitionerId: doctor.id,
    description: `Consultation, ${doctorName(doctor.name)}`,
    hsn: healthServices,
    quantity: 1,
    unitPrice: doctor.consultationFee ?? 0,
    taxClass: 'exempt',
    rateBp: 0,
    automatic: true,
  } as const
  tx.set(chargeItem, id, 'item', item, [])
  tx.set(chargeItem, id, 'status', { status: 'billable' }, [])
}
