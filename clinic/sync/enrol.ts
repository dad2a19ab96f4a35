/** How a PC becomes known to headquarters, and headquarters to the PC. */
import { ok, type Outcome, refuse } from '../../domain/errors.ts'
import { certificateText, enrolText } from '../../domain/sync/protocol.ts'
import { verifierOf } from '../../db/node-crypto.ts'
import type { OpenStore } from '../../db/open-store.ts'
import { publicKeyOf, signAs } from '../../db/sync-port.ts'
import { trustDevice } from '../../db/trust-device.ts'
import type { Answer, HqClient } from './hq-client.ts'
import { type Link, putLink } from './link.ts'

export type Enrolment = {
  readonly address: string
  /** As it was typed, without spaces and dashes. */
  readonly code: string
  readonly deviceName: string
  readonly stage: Link['stage']
  readonly codeVerifier: string | null
}

/**
 * Enrols this PC with its id and key, trusts HQ's, and keeps what HQ signed. The same again gives the same, so that an
 * answer that got lost costs no code.
 */
export async function enrolAt(
  store: OpenStore,
  client: HqClient,
  { address, code, deviceName, stage, codeVerifier }: Enrolment,
): Promise<Outcome<null>> {
  const { clinicId: clinic, deviceId, deviceCode } = store
  const publicKey = publicKeyOf(store)
  const body = { code, clinic, device: deviceId, deviceCode, deviceName, publicKey }
  const answer = outcomeOf(address, await client.enrol({ ...body, signature: signAs(store, enrolText(body)) }))
  if (!answer.ok) return answer
  const { hq, certificate } = answer.value
  if (!verifierOf(hq.publicKey)(certificateText(clinic, deviceId, deviceCode, publicKey), certificate)) {
    return refuse('hq-not-understood')
  }
  trustDevice(store, { ...hq, hq: true })
  return store.local(tx => {
    putLink(tx, {
      address, ...hq, certificate, stage, codeVerifier, enrolledAs: deviceId, acknowledged: {}, confirmedAt: null,
    }) // prettier-ignore
    return null
  })
}

/** What a person is told of an answer. */
export function outcomeOf<T>(address: string, answer: Answer<T>): Outcome<T> {
  if (answer.ok) return ok(answer.value)
  const { fault } = answer
  if (fault.kind === 'unreachable') return refuse('hq-unreachable', { address })
  return fault.kind === 'busy' ? refuse('hq-busy') : fault.refusal
}
