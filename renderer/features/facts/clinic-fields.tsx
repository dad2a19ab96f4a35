import { gstModes, gstStates } from '../../../domain/gst.ts'
import { languages, receiptFormats } from '../../../domain/tables/people.ts'
import { languageNames, receiptNames } from '../../app/setting-names.ts'
import { Choice } from '../../components/choice.tsx'
import { Field, SelectField } from '../../components/field.tsx'
import { PhoneField } from '../../components/phone-field.tsx'
import { State } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { type ClinicFacts, stateOfGstin } from './clinic-facts.ts'
import type { FaultOf } from './faults.ts'
import { clinicTexts } from './texts.ts'

type Props = {
  readonly form: ClinicFacts
  readonly fault: FaultOf<ClinicFacts>
  readonly onChange: (change: Partial<ClinicFacts>) => void
}

/** How the clinic is called, by patients and by the law. */
export function IdentityFields({ form, fault, onChange }: Props) {
  const t = useText(clinicTexts)
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

/** Where it is, and its phone. */
export function ContactFields({ form, fault, onChange }: Props) {
  const t = useText(clinicTexts)
  return (
    <>
      <Field
        label={t('address')}
        optional
        maxLength={400}
        value={form.address}
        onChange={event => onChange({ address: event.target.value })}
      />
      <div className="two">
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

/** How it stands under GST; the GSTIN names its state. */
export function GstFields({ form, fault, onChange }: Props) {
  const t = useText(clinicTexts)
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

/** This PC's name and the papers, as typed and chosen. */
export type PaperFacts = {
  readonly deviceName: string
  readonly receiptFormat: (typeof receiptFormats)[number]
  readonly documentLanguage: (typeof languages)[number]
}

type PaperProps = {
  readonly form: PaperFacts
  readonly fault: FaultOf<PaperFacts>
  readonly onChange: (change: Partial<PaperFacts>) => void
}

export function PaperFields({ form, fault, onChange }: PaperProps) {
  const t = useText(clinicTexts)
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
        options={receiptFormats.map(value => ({ value, label: receiptNames[value] }))}
        value={form.receiptFormat}
        onChange={receiptFormat => onChange({ receiptFormat })}
      />
      <Choice
        label={t('document-language')}
        options={languages.map(value => ({ value, label: languageNames[value] }))}
        value={form.documentLanguage}
        onChange={documentLanguage => onChange({ documentLanguage })}
      />
    </>
  )
}
