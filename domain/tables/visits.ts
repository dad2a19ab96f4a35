import { z } from 'zod'
import { integer, record, text } from '../journal/declare.ts'
import { date, id, instant, plain } from './common.ts'

/** FHIR R4 Encounter.status, the part that an outpatient clinic uses. */
export const encounterStatuses = ['planned', 'arrived', 'in-progress', 'finished', 'cancelled'] as const
/** FHIR R4 v2-0276 appointment types. */
export const appointmentTypes = ['ROUTINE', 'WALKIN', 'CHECKUP', 'FOLLOWUP', 'EMERGENCY'] as const

export const encounter = record(
  'encounter',
  {
    visit: {
      patientId: text(id),
      practitionerId: text(id),
      date: text(date),
      appointmentType: text(z.enum(appointmentTypes)),
    },
    status: { status: text(z.enum(encounterStatuses)) },
  },
  [['patientId', 'date']],
)

/** Series by category: appointments, walk-ins, follow-up, emergency, senior. */
export const tokenSeries = ['A', 'W', 'F', 'E', 'S'] as const
export const tokenStatuses = ['created', 'called', 'in-progress', 'fulfilled', 'skipped', 'cancelled'] as const
export type TokenStatus = (typeof tokenStatuses)[number]

export const token = record(
  'token',
  {
    issue: {
      encounterId: text(id),
      patientId: text(id),
      practitionerId: text(id),
      sessionDate: text(date),
      series: text(z.enum(tokenSeries)),
      number: integer(z.int().min(1)),
      /** What is called out and printed: `W-18`, with the desk's letter while another PC serves the session. */
      label: text(plain(12)),
      issuedAt: text(instant),
    },
    status: { status: text(z.enum(tokenStatuses)), statusAt: text(instant) },
    /** Why the token was moved by hand, as the desk said it last. */
    reason: { statusReason: text(plain(200)) },
  },
  [['sessionDate', 'practitionerId']],
)

/** Legal moves of a token. `fulfilled` and `cancelled` are the ends. */
export const tokenTransitions: Readonly<Record<TokenStatus, readonly TokenStatus[]>> = {
  created: ['called', 'in-progress', 'skipped', 'cancelled'],
  called: ['in-progress', 'skipped', 'created', 'cancelled'],
  'in-progress': ['fulfilled', 'created'],
  skipped: ['called', 'in-progress', 'created', 'cancelled'],
  fulfilled: [],
  cancelled: [],
}
