import { useText } from '../../i18n/i18n.ts'
import { clinicTexts } from '../facts/texts.ts'
import type { AdminFault, ClinicForm, FormFaults } from './clinic-form.ts'
import { firstRunTexts } from './texts.ts'

export type StepProps = {
  readonly form: ClinicForm
  readonly faults: FormFaults
  readonly onChange: (change: Partial<ClinicForm>) => void
}

const ofAdmin: readonly string[] = [
  'bad-sign-in-name', 'bad-pin', 'weak-pin', 'pins-differ', 'bad-password', 'passwords-differ',
] satisfies readonly AdminFault[] // prettier-ignore
const isOfAdmin = (fault: string): fault is AdminFault => ofAdmin.includes(fault)

/** The text of a fault, if the field has one. */
export function useFaultText(faults: FormFaults): (name: keyof ClinicForm) => string | undefined {
  const t = useText(firstRunTexts)
  const facts = useText(clinicTexts)
  return name => {
    const fault = faults[name]
    if (fault === undefined) return undefined
    return isOfAdmin(fault) ? t(fault) : facts(fault)
  }
}
