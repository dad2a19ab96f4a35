import { useEffect, useRef } from 'react'
import type { PatientBrief } from '../../../domain/contract/shapes.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { paise } from '../../../domain/money.ts'
import { ageSexText, phoneText, readPhone } from '../../../domain/words.ts'
import { Button } from '../../components/button.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { relationText } from '../patients/person-words.ts'
import { patientTexts } from '../patients/texts.ts'
import { todayTexts } from './texts.ts'
import css from './today.module.css'
import type { WalkIn } from './walk-in-state.ts'

type Props = {
  readonly state: WalkIn
  readonly found: readonly PatientBrief[]
  readonly listId: string
  readonly onChoose: (index: number) => void
  readonly onNew: () => void
  readonly mayRegister: boolean
}

/** Who is known for what was typed. It opens upwards, over what matters least, and a digit chooses. */
export function WalkInFamily({ state, found, listId, onChoose, onNew, mayRegister }: Props) {
  const t = useText(todayTexts)
  const phone = readPhone(state.typed)
  const head = phone
    ? t('share', { count: found.length, phone: phoneText(phone) })
    : found.length === 0
      ? t('found-none', { text: state.typed.trim() })
      : t('found', { count: found.length, text: state.typed.trim() })
  return (
    <div className={css['family']}>
      <p className={css['familyHead']} role="status">
        {head}
      </p>
      {found.length > 0 && (
        <div id={listId} role="listbox" aria-label={head} className={css['familyList']}>
          {found.map((person, index) => (
            <Member
              key={person.id}
              id={`${listId}-${index}`}
              person={person}
              digit={index + 1}
              marked={index === state.marked}
              byPhone={phone !== undefined}
              onChoose={() => onChoose(index)}
            />
          ))}
        </div>
      )}
      <div className={css['familyFoot']}>
        <kbd aria-hidden="true">↑</kbd>
        <kbd aria-hidden="true">↓</kbd>
        <span>{t('choose')}</span>
        {mayRegister && (
          <Button size="sm" action="new-person" onClick={onNew}>
            {t('new-person')}
          </Button>
        )}
      </div>
    </div>
  )
}

type MemberProps = {
  readonly id: string
  readonly person: PatientBrief
  readonly digit: number
  readonly marked: boolean
  readonly byPhone: boolean
  readonly onChoose: () => void
}

function Member({ id, person, digit, marked, byPhone, onChoose }: MemberProps) {
  const t = useText(todayTexts)
  const patient = useText(patientTexts)
  const language = useLanguage(state => state.language)
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (marked) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  const facts = [
    ageSexText(person, language),
    byPhone && person.phoneRelation === 'self' ? t('owner') : '',
    byPhone && person.phoneRelation !== 'self' ? relationText(person.phoneRelation, patient) : '',
    byPhone ? '' : phoneText(person.phone),
    person.due !== null && person.due > 0 ? t('due-amount', { amount: formatRupees(paise(person.due)) }) : '',
  ]
  return (
    <div
      ref={ref}
      id={id}
      role="option"
      aria-selected={marked}
      className={css['member']}
      // The field keeps the focus: a click chooses and the keyboard goes on.
      onMouseDown={event => event.preventDefault()}
      onClick={onChoose}
    >
      {digit <= 9 && <kbd aria-hidden="true">{digit}</kbd>}
      <div className="grow">
        <p>
          <b>{person.name}</b> <span className="indic soft">{person.nativeName}</span>
        </p>
        <p className="sm soft">{facts.filter(fact => fact !== '').join(' · ')}</p>
      </div>
    </div>
  )
}
