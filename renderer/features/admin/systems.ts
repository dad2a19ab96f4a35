import type { Input } from '../../../domain/contract/contract.ts'

type System = Input<'practitioners.create'>['system']

const all = {
  allopathy: true, ayurveda: true, yoga: true, unani: true, siddha: true, 'sowa-rigpa': true, homoeopathy: true,
  dentistry: true, physiotherapy: true,
} as const satisfies Record<System, true> // prettier-ignore

/** The systems of medicine that a doctor may practise; the type keeps the list whole. */
export const systemOptions = Object.keys(all) as readonly System[]
