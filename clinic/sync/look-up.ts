import type { z } from 'zod'
import type { Outcome } from '../../domain/errors.ts'
import type { lookupAnswer } from '../../domain/sync/protocol.ts'
import type { Desk } from '../desk.ts'
import { outcomeOf } from './enrol.ts'
import { hqClient } from './hq-client.ts'

const nobody = (): never => {
  throw new Error('a lookup needs no device')
}

/** What an enrolment code is for. Asked before there is a device that could ask. */
export async function lookUp(
  { ownClock }: Pick<Desk, 'ownClock'>,
  address: string,
  code: string,
): Promise<Outcome<z.output<typeof lookupAnswer>>> {
  const client = hqClient({ address, clock: ownClock, speaker: nobody })
  try {
    return outcomeOf(address, await client.lookup(code))
  } finally {
    client.close()
  }
}
