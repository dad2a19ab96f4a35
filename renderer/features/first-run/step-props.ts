import { useText } from '../../i18n/i18n.ts'
import type { ClinicForm, Faults } from './clinic-form.ts'
import { firstRunTexts } from './texts.ts'

export type StepProps = {
  readonly form: ClinicForm
  readonly faults: Faults
  readonly onChange: (change: Partial<ClinicForm>) => void
}

/** The text of a fault, if the field has one. */
export function useFaultText(faults: Faults): (name: keyof ClinicForm) => string | undefined {
  const t = useText(firstRunTexts)
  return name => {
    const fault = faults[name]
    return fault === undefined ? undefined : t(fault)
  }
}
