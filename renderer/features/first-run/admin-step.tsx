import { Field } from '../../components/field.tsx'
import { PinField } from '../../components/pin-field.tsx'
import { useText } from '../../i18n/i18n.ts'
import { frameTexts } from '../../i18n/texts.ts'
import { firstRunTexts } from './texts.ts'
import { type StepProps, useFaultText } from './step-props.ts'

/** Who is in charge, with a PIN for the desk and a password as the second way. */
export function AdminStep({ form, faults, onChange }: StepProps) {
  const t = useText(firstRunTexts)
  const frame = useText(frameTexts)
  const fault = useFaultText(faults)
  return (
    <>
      <div className="two">
        <Field
          label={t('admin-name')}
          error={fault('adminName')}
          maxLength={80}
          value={form.adminName}
          onChange={event => onChange({ adminName: event.target.value })}
        />
        <Field
          label={t('sign-in-name')}
          hint={t('sign-in-name-hint')}
          error={fault('signInName')}
          maxLength={32}
          value={form.signInName}
          onChange={event => onChange({ signInName: event.target.value.toLowerCase() })}
        />
      </div>
      <div className="two">
        <PinField
          label={t('pin')}
          hint={frame('pin-rule')}
          error={fault('pin')}
          pin={form.pin}
          onPin={pin => onChange({ pin })}
        />
        <PinField
          label={t('pin-again')}
          error={fault('pinAgain')}
          pin={form.pinAgain}
          onPin={pinAgain => onChange({ pinAgain })}
        />
      </div>
      <div className="two">
        <Field
          type="password"
          label={t('password')}
          hint={t('password-hint')}
          error={fault('password')}
          maxLength={200}
          autoComplete="new-password"
          value={form.password}
          onChange={event => onChange({ password: event.target.value })}
        />
        <Field
          type="password"
          label={t('password-again')}
          error={fault('passwordAgain')}
          maxLength={200}
          autoComplete="new-password"
          value={form.passwordAgain}
          onChange={event => onChange({ passwordAgain: event.target.value })}
        />
      </div>
    </>
  )
}
