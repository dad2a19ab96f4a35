import { device } from '../../domain/tables/people.ts'
import type { OpenStore } from '../../db/open-store.ts'
import type { Answer, HqClient } from './hq-client.ts'
import { changeLink, linkOf } from './link.ts'

type Heir = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly publicKey: string
  readonly introducedBy: string
  readonly introduction: string
}

/**
 * Tells HQ of the new devices that this PC became since HQ knew it last, each vouched for by the one before. A PC that no
 * chain of signatures leads back from is not told: HQ refuses it when it asks for a token.
 */
export async function introduceRenewed(store: OpenStore, client: HqClient): Promise<Answer<null>> {
  const known = linkOf(store.read)?.enrolledAs
  for (const { id, code, name, publicKey, introducedBy, introduction } of heirsSince(store, known)) {
    const answer = await client.introduce({
      clinic: store.clinicId, device: id, deviceCode: code, deviceName: name, publicKey, introducedBy, introduction,
    }) // prettier-ignore
    if (!answer.ok) return answer
    const { certificate } = answer.value
    const kept = store.local(tx => changeLink(tx, { enrolledAs: id, certificate }))
    if (!kept.ok) return { ok: false, fault: { kind: 'refused', status: 200, refusal: kept } }
  }
  return { ok: true, value: null }
}

/** From the first heir of the device that HQ knows to this PC as it is now. */
function heirsSince(store: OpenStore, known: string | undefined): readonly Heir[] {
  const heirs: Heir[] = []
  for (let id = store.deviceId; id !== known;) {
    const row = store.read.get(device, id)
    if (!row?.code || !row.publicKey || !row.introducedBy || !row.introduction) return []
    const { code, publicKey, introducedBy, introduction } = row
    heirs.unshift({ id, code, publicKey, introducedBy, introduction, name: row.name ?? code })
    id = introducedBy
  }
  return heirs
}
