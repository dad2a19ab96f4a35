import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field, SelectField } from '../../components/field.tsx'
import { useText } from '../../i18n/i18n.ts'
import { relations } from '../patients/person-words.ts'
import { patientTexts } from '../patients/texts.ts'
import { todayTexts } from './texts.ts'
import css from './today.module.css'
import type { NewPerson } from './walk-in-state.ts'

type Props = {
  readonly person: NewPerson
  readonly hasPhone: boolean
  readonly busy: boolean
  /** The field that the last try stumbled over gets the focus. */
  readonly fault: 'name' | 'birth' | 'sex' | 'relation' | null
  readonly onTyped: (person: Partial<NewPerson>) => void
  readonly onSave: () => void
  readonly onBack: () => void
}

const focusIn = (line: HTMLElement | null, name: string): void =>
  line?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus()

const order = ['name', 'birth', 'sex', 'relation'] as const

/** A new person in one line: name, age, sex, whose phone. Enter moves on and saves after the last field. */
export function WalkInPerson({ person, hasPhone, busy, fault, onTyped, onSave, onBack }: Props) {
  const t = useText(todayTexts)
  const patient = useText(patientTexts)
  const line = useRef<HTMLDivElement>(null)
  const [beginsAt] = useState(person.name === '' ? 'name' : 'birth')
  useEffect(() => focusIn(line.current, fault ?? beginsAt), [fault, beginsAt])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onBack()
    }
    const field = event.target
    if (event.key !== 'Enter' || !(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return
    event.preventDefault()
    const fields = hasPhone ? order : order.slice(0, 3)
    const at = fields.findIndex(name => name === field.name)
    const next = fields[at + 1]
    if (next) focusIn(line.current, next)
    else onSave()
  }

  return (
    <div ref={line} className={css['register']} onKeyDown={onKeyDown} role="group" aria-label={t('register')}>
      <Field
        size="lg"
        name="name"
        label={t('name')}
        value={person.name}
        maxLength={200}
        onChange={event => onTyped({ name: event.target.value })}
      />
      <Field
        size="lg"
        name="birth"
        label={t('age')}
        placeholder={t('age-hint')}
        value={person.birth}
        onChange={event => onTyped({ birth: event.target.value })}
      />
      <SelectField
        size="lg"
        name="sex"
        label={t('sex')}
        value={person.sex}
        onChange={event => onTyped({ sex: sexOf(event.target.value) })}
      >
        <option value="">–</option>
        <option value="female">{t('female')}</option>
        <option value="male">{t('male')}</option>
        <option value="other">{t('other')}</option>
      </SelectField>
      <SelectField
        size="lg"
        name="relation"
        label={t('relation')}
        disabled={!hasPhone}
        value={hasPhone ? person.relation : ''}
        onChange={event => onTyped({ relation: event.target.value })}
      >
        <option value="">–</option>
        {relations.map(relation => (
          <option key={relation} value={relation}>
            {relation === 'self' ? patient('self-option') : patient(`relation-${relation}`)}
          </option>
        ))}
      </SelectField>
      <Button variant="go" size="lg" hint="Enter" busy={busy} onClick={onSave}>
        {t('save-person')}
      </Button>
    </div>
  )
}

const sexOf = (value: string): NewPerson['sex'] =>
  value === 'male' || value === 'female' || value === 'other' ? value : ''
