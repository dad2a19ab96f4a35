import { useText } from '../../i18n/i18n.ts'
import type { GstinFault } from '../../../domain/gst.ts'
import { clinicTexts } from './texts.ts'

/** What can be wrong with a fact, as a key of the texts of this feature. */
export type FactFault =
  'must-fill' | 'bad-pincode' | 'bad-phone' | 'bad-fee' | 'bad-times' | 'bad-percent' | `gstin-${GstinFault}`

export type Check<F> = readonly [name: keyof F, fault: FactFault | false]
export type Faults<F> = Readonly<Partial<Record<keyof F, FactFault>>>

export const faultsIn = <F>(checks: readonly Check<F>[]): Faults<F> =>
  Object.fromEntries(checks.filter(([, fault]) => fault !== false)) as Faults<F>

export const isFilled = (text: string): boolean => text.trim() !== ''

/** The sentence under a field that is not right. */
export type FaultOf<F> = (name: keyof F) => string | undefined

export function useFaultOf<F>(faults: Faults<F>): FaultOf<F> {
  const t = useText(clinicTexts)
  return name => {
    const fault = faults[name]
    return fault === undefined ? undefined : t(fault)
  }
}
