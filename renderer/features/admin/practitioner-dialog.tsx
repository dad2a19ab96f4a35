import { formatAmount } from '../../../domain/money-text.ts'
import { paise } from '../../../domain/money.ts'
import { useIntent } from '../../app/intent.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { useDraft } from '../../app/use-draft.ts'
import { notify } from '../../components/notice.tsx'
import { useText } from '../../i18n/i18n.ts'
import { faultsIn, useFaultOf } from '../facts/faults.ts'
import {
  emptyPractitioner, practitionerChecks, type PractitionerFacts, sentPractitioner,
} from '../facts/practitioner-facts.ts' // prettier-ignore
import { PractitionerFields } from '../facts/practitioner-fields.tsx'
import { Check } from './check.tsx'
import type { Practitioner } from './practitioners-section.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { adminTexts } from './texts.ts'
import { useRecordForm } from './use-record-form.ts'

type PractitionerForm = PractitionerFacts & { readonly active: boolean }

function formOf(practitioner: Practitioner | undefined): PractitionerForm {
  if (!practitioner) return { ...emptyPractitioner, active: true }
  const { name, nativeName, system, qualification, registrationNumber, room, startTime, endTime, active } = practitioner
  const fee = formatAmount(paise(practitioner.consultationFee))
  return { name, nativeName, system, qualification, registrationNumber, fee, room, startTime, endTime, active }
}

type DialogProps = { readonly practitioner?: Practitioner; readonly onClose: () => void }

/** A doctor: who, at what fee, and when. */
export function PractitionerDialog({ practitioner, onClose }: DialogProps) {
  const t = useText(adminTexts)
  const create = useCommand('practitioners.create')
  const update = useCommand('practitioners.update')
  const key = `practitioner:${practitioner?.id ?? 'new'}`
  const draft = useDraft(key, formOf(practitioner))
  const form = draft.value
  const { intent } = useIntent(JSON.stringify([key, form]))
  const { bases, dirty, refusal, settle, tried } = useRecordForm(practitioner?.clocks, formOf(practitioner), form)
  const faults = faultsIn(practitionerChecks(form))
  const change = (next: Partial<PractitionerForm>) => draft.set(before => ({ ...before, ...next }))
  const close = () => {
    draft.clear()
    onClose()
  }
  const save = async () => {
    if (Object.keys(faults).length > 0) return settle(null)
    const fields = { ...sentPractitioner(form), active: form.active }
    const outcome = practitioner
      ? await update.run({
          intent, id: practitioner.id, ...fields, profileBase: bases('profile'), feeBase: bases('fee'),
          sessionBase: bases('session'), stateBase: bases('state'),
        }) // prettier-ignore
      : await create.run({ intent, ...fields })
    if (!outcome.ok) return settle(outcome)
    notify('ok', t('saved', { name: fields.name }))
    close()
  }
  return (
    <RecordDialog
      title={practitioner ? practitioner.name : t('add-doctor')}
      dirty={dirty}
      busy={create.busy || update.busy}
      refusal={refusal}
      onClose={close}
      onSubmit={() => void save()}
    >
      <PractitionerFields form={form} fault={useFaultOf(tried ? faults : {})} onChange={change} />
      <Check
        label={t('doctor-active')}
        note={t('doctor-active-text')}
        checked={form.active}
        onChange={active => change({ active })}
      />
    </RecordDialog>
  )
}
