import { type FormEvent, useId } from 'react'
import { formatAmount, parseAmount } from '../../../domain/money-text.ts'
import { paise } from '../../../domain/money.ts'
import { useIntent } from '../../app/intent.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { useDraft } from '../../app/use-draft.ts'
import { AmountField } from '../../components/amount-field.tsx'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Field, SelectField } from '../../components/field.tsx'
import { notify } from '../../components/notice.tsx'
import { TimeField, readTime } from '../../components/time-field.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import css from './admin.module.css'
import { Check } from './check.tsx'
import type { Practitioner } from './practitioners-section.tsx'
import { systemOptions } from './systems.ts'
import { adminTexts } from './texts.ts'
import { useRecordForm } from './use-record-form.ts'

const MOST = 100_000_00

const formOf = (practitioner: Practitioner | undefined) => ({
  name: practitioner?.name ?? '',
  nativeName: practitioner?.nativeName ?? '',
  system: practitioner?.system ?? 'allopathy',
  qualification: practitioner?.qualification ?? '',
  registrationNumber: practitioner?.registrationNumber ?? '',
  fee: practitioner ? formatAmount(paise(practitioner.consultationFee)) : '',
  room: practitioner?.room ?? '',
  startTime: practitioner?.startTime ?? '09:00',
  endTime: practitioner?.endTime ?? '13:00',
  active: practitioner?.active ?? true,
})
type PractitionerForm = ReturnType<typeof formOf>

type DialogProps = { readonly practitioner?: Practitioner; readonly onClose: () => void }

/** A doctor: who, at what fee, and when. */
export function PractitionerDialog({ practitioner, onClose }: DialogProps) {
  const t = useText(adminTexts)
  const refusalText = useRefusalText()
  const create = useCommand('practitioners.create')
  const update = useCommand('practitioners.update')
  const key = `practitioner:${practitioner?.id ?? 'new'}`
  const draft = useDraft(key, formOf(practitioner))
  const form = draft.value
  const { intent } = useIntent(JSON.stringify([key, form]))
  const { bases, dirty, refusal, settle, tried } = useRecordForm(practitioner?.clocks, formOf(practitioner), form)
  const formId = useId()
  const fee = parseAmount(form.fee)
  const startTime = readTime(form.startTime)
  const endTime = readTime(form.endTime)
  const faults = {
    name: form.name.trim() === '' ? t('must-fill') : undefined,
    fee: fee === undefined || fee > MOST ? t('bad-fee') : undefined,
    endTime: !startTime || !endTime || endTime <= startTime ? t('bad-times') : undefined,
  }
  const change = (next: Partial<PractitionerForm>) => draft.set(before => ({ ...before, ...next }))
  const close = () => {
    draft.clear()
    onClose()
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (fee === undefined || !startTime || !endTime || Object.values(faults).some(fault => fault !== undefined))
      return settle(null)
    const { fee: _typed, ...rest } = form
    const fields = { ...rest, name: form.name.trim(), startTime, endTime, consultationFee: fee }
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
  const shown = (name: keyof typeof faults) => (tried ? faults[name] : undefined)
  return (
    <Dialog
      title={practitioner ? practitioner.name : t('add-doctor')}
      onClose={close}
      dirty={dirty}
      footer={
        <Button type="submit" form={formId} variant="go" action="confirm" busy={create.busy || update.busy}>
          {refusal?.code === 'changed-meanwhile' ? t('changed-use') : t('save')}
        </Button>
      }
    >
      <form id={formId} className="form" onSubmit={event => void submit(event)} noValidate>
        {refusal && (
          <p className={css['warn']} role="alert">
            {refusal.code === 'changed-meanwhile' ? t('changed') : refusalText(refusal)}
          </p>
        )}
        <div className="two">
          <Field
            label={t('name')}
            maxLength={120}
            error={shown('name')}
            value={form.name}
            onChange={event => change({ name: event.target.value })}
          />
          <Field
            label={t('native-name')}
            optional
            maxLength={120}
            value={form.nativeName}
            onChange={event => change({ nativeName: event.target.value })}
          />
        </div>
        <div className="two">
          <SelectField
            label={t('system')}
            value={form.system}
            onChange={event => change({ system: event.target.value as PractitionerForm['system'] })}
          >
            {systemOptions.map(system => (
              <option key={system} value={system}>
                {t(`system-${system}`)}
              </option>
            ))}
          </SelectField>
          <AmountField label={t('fee')} error={shown('fee')} typed={form.fee} onTyped={fee => change({ fee })} />
        </div>
        <div className="two">
          <Field
            label={t('qualification')}
            optional
            maxLength={120}
            value={form.qualification}
            onChange={event => change({ qualification: event.target.value })}
          />
          <Field
            label={t('registration')}
            optional
            maxLength={60}
            value={form.registrationNumber}
            onChange={event => change({ registrationNumber: event.target.value })}
          />
        </div>
        <div className="three">
          <Field
            label={t('room')}
            optional
            maxLength={40}
            value={form.room}
            onChange={event => change({ room: event.target.value })}
          />
          <TimeField label={t('from')} time={form.startTime} onTime={startTime => change({ startTime })} />
          <TimeField
            label={t('to')}
            error={shown('endTime')}
            time={form.endTime}
            onTime={endTime => change({ endTime })}
          />
        </div>
        <Check
          label={t('doctor-active')}
          note={t('doctor-active-text')}
          checked={form.active}
          onChange={active => change({ active })}
        />
      </form>
    </Dialog>
  )
}
