import { systemsOfMedicine } from '../../../domain/tables/people.ts'
import { AmountField } from '../../components/amount-field.tsx'
import { Field, SelectField } from '../../components/field.tsx'
import { TimeField } from '../../components/time-field.tsx'
import { useText } from '../../i18n/i18n.ts'
import type { FaultOf } from './faults.ts'
import type { PractitionerFacts } from './practitioner-facts.ts'
import { systemTexts } from './system-texts.ts'
import { clinicTexts } from './texts.ts'

type Props = {
  readonly form: PractitionerFacts
  readonly fault: FaultOf<PractitionerFacts>
  readonly onChange: (change: Partial<PractitionerFacts>) => void
}

/** The fields of a doctor, two and two. */
export function PractitionerFields({ form, fault, onChange }: Props) {
  const t = useText(clinicTexts)
  const systems = useText(systemTexts)
  return (
    <>
      <div className="two">
        <Field
          label={t('doctor-name')}
          error={fault('name')}
          maxLength={120}
          value={form.name}
          onChange={event => onChange({ name: event.target.value })}
        />
        <Field
          label={t('doctor-native')}
          optional
          maxLength={120}
          value={form.nativeName}
          onChange={event => onChange({ nativeName: event.target.value })}
        />
      </div>
      <div className="two">
        <SelectField
          label={t('system')}
          value={form.system}
          onChange={event => {
            const system = systemsOfMedicine.find(name => name === event.target.value)
            if (system) onChange({ system })
          }}
        >
          {systemsOfMedicine.map(system => (
            <option key={system} value={system}>
              {systems(system)}
            </option>
          ))}
        </SelectField>
        <AmountField label={t('fee')} error={fault('fee')} typed={form.fee} onTyped={fee => onChange({ fee })} />
      </div>
      <div className="two">
        <Field
          label={t('qualification')}
          optional
          maxLength={120}
          value={form.qualification}
          onChange={event => onChange({ qualification: event.target.value })}
        />
        <Field
          label={t('registration')}
          optional
          maxLength={60}
          value={form.registrationNumber}
          onChange={event => onChange({ registrationNumber: event.target.value })}
        />
      </div>
      <div className="three">
        <Field
          label={t('room')}
          optional
          maxLength={40}
          value={form.room}
          onChange={event => onChange({ room: event.target.value })}
        />
        <TimeField label={t('from')} time={form.startTime} onTime={startTime => onChange({ startTime })} />
        <TimeField
          label={t('to')}
          error={fault('endTime')}
          time={form.endTime}
          onTime={endTime => onChange({ endTime })}
        />
      </div>
    </>
  )
}
