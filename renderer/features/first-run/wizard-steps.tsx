import { ContactFields, GstFields, IdentityFields, PaperFields } from '../facts/clinic-fields.tsx'
import { PractitionerFields } from '../facts/practitioner-fields.tsx'
import { AdminStep } from './admin-step.tsx'
import type { Step } from './clinic-form.ts'
import { type StepProps, useFaultText } from './step-props.ts'

const fieldsOf = {
  identity: IdentityFields,
  contact: ContactFields,
  gst: GstFields,
  doctor: PractitionerFields,
  device: PaperFields,
} as const

/** The fields of one step; those of the clinic and its doctor are the same that Admin shows later. */
export function StepFields({ step, ...props }: StepProps & { readonly step: Step }) {
  const fault = useFaultText(props.faults)
  if (step === 'admin') return <AdminStep {...props} />
  const Fields = fieldsOf[step]
  return <Fields form={props.form} fault={fault} onChange={props.onChange} />
}
