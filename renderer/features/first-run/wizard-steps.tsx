import { gstModes, gstStates } from '../../../domain/gst.ts'
import { Choice } from '../../components/choice.tsx'
import { Field, SelectField } from '../../components/field.tsx'
import { PhoneField } from '../../components/phone-field.tsx'
import { State } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { AdminStep } from './admin-step.tsx'
import { type Step, stateOfGstin } from './clinic-form.ts'
import { DoctorStep } from './doctor-step.tsx'
import css from './first-run.module.css'
import { type StepProps, useFaultText } from './step-props.ts'
import { firstRunTexts } from './texts.ts'

export function StepFields({ step, ...props }: StepProps & { readonly step: Step }) {
  switch (step) {
    case 'identity':
      return <IdentityStep {...props} />
    case 'contact':
      return <ContactStep {...props} />
    case 'gst':
      return <GstStep {...props} />
    case 'doctor':
      return <DoctorStep {...props} />
    case 'admin':
      return <AdminStep {...props} />
    case 'device':
      return <DeviceStep {...props} />
  }
}

function IdentityStep({ form, faults, onChange }: StepProps) {
  const t = useText(firstRunTexts)
  const fault = useFaultText(faults)
  return (
    <>
      <Field
        label={t('display-name')}
        hint={t('display-name-hint')}
        error={fault('displayName')}
        maxLength={80}
        value={form.displayName}
        onChange={event => onChange({ displayName: event.target.value })}
      />
      <Field
        label={t('legal-name')}
        hint={t('legal-name-hint')}
        optional
        maxLength={200}
        value={form.legalName}
        onChange={event => onChange({ legalName: event.target.value })}
      />
    </>
  )
}

function ContactStep({ form, faults, onChange }: StepProps) {
  const t = useText(firstRunTexts)
  const fault = useFaultText(faults)
  return (
    <>
      <Field
        label={t('address')}
        optional
        maxLength={400}
        value={form.address}
        onChange={event => onChange({ address: event.target.value })}
      />
      <div className={css['pair']}>
        <Field
          label={t('city')}
          optional
          maxLength={80}
          value={form.city}
          onChange={event => onChange({ city: event.target.value })}
        />
        <Field
          label={t('pincode')}
          optional
          inputMode="numeric"
          error={fault('pincode')}
          value={form.pincode}
          onChange={event => onChange({ pincode: event.target.value.replaceAll(/\D/g, '').slice(0, 6) })}
        />
      </div>
      <PhoneField
        label={t('phone')}
        optional
        error={fault('phone')}
        digits={form.phone}
        onDigits={phone => onChange({ phone })}
      />
    </>
  )
}

function GstStep({ form, faults, onChange }: StepProps) {
  const t = useText(firstRunTexts)
  const fault = useFaultText(faults)
  const state = stateOfGstin(form.gstin)
  return (
    <>
      <Choice
        label={t('gst-mode')}
        options={gstModes.map(value => ({ value, label: t(`gst-${value}`), note: t(`gst-${value}-text`) }))}
        value={form.gstMode}
        onChange={gstMode => onChange({ gstMode })}
      />
      {form.gstMode === 'unregistered' ? (
        <SelectField
          label={t('state')}
          value={form.stateCode}
          onChange={event => onChange({ stateCode: event.target.value })}
        >
          {Object.entries(gstStates)
            .toSorted(([, a], [, b]) => a.localeCompare(b))
            .map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
        </SelectField>
      ) : (
        <Field
          label={t('gstin')}
          hint={t('gstin-hint')}
          error={fault('gstin')}
          maxLength={20}
          value={form.gstin}
          after={state !== undefined && <State tone="ok">{t('gstin-ok', { state })}</State>}
          onChange={event => onChange({ gstin: event.target.value.toUpperCase() })}
        />
      )}
    </>
  )
}

function DeviceStep({ form, faults, onChange }: StepProps) {
  const t = useText(firstRunTexts)
  const fault = useFaultText(faults)
  return (
    <>
      <Field
        label={t('device-name')}
        hint={t('device-name-hint')}
        error={fault('deviceName')}
        maxLength={40}
        value={form.deviceName}
        onChange={event => onChange({ deviceName: event.target.value })}
      />
      <Choice
        label={t('receipt')}
        options={[
          { value: 'A5', label: 'A5' },
          { value: '80mm', label: '80 mm' },
          { value: '58mm', label: '58 mm' },
        ]}
        value={form.receiptFormat}
        onChange={receiptFormat => onChange({ receiptFormat })}
      />
      <Choice
        label={t('document-language')}
        options={[
          { value: 'en', label: 'English' },
          { value: 'hi', label: 'हिन्दी' },
        ]}
        value={form.documentLanguage}
        onChange={documentLanguage => onChange({ documentLanguage })}
      />
    </>
  )
}
