import type { z } from 'zod'
import type { practitionerShape } from '../../domain/contract/shapes.ts'
import type { practitioner } from '../../domain/tables/people.ts'
import type { Seen } from '../../db/types.ts'
import { clocksShown } from '../clocks.ts'

export function practitionerShown(seen: Seen<typeof practitioner>): z.output<typeof practitionerShape> {
  const { row } = seen
  return {
    id: row.id,
    name: row.name ?? '',
    nativeName: row.nativeName ?? '',
    system: row.system ?? 'allopathy',
    qualification: row.qualification ?? '',
    registrationNumber: row.registrationNumber ?? '',
    consultationFee: row.consultationFee ?? 0,
    room: row.room ?? '',
    startTime: row.startTime ?? '',
    endTime: row.endTime ?? '',
    active: row.active ?? false,
    clocks: clocksShown(seen),
  }
}
