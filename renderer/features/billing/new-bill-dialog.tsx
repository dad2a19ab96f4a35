import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { PatientBrief } from '../../../domain/contract/shapes.ts'
import { phoneText } from '../../../domain/words.ts'
import { call } from '../../app/client.ts'
import { useIntentOf } from '../../app/intent.ts'
import { go } from '../../app/routes.ts'
import { stepOf, useMarked } from '../../app/use-marked.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand, useProcedure } from '../../app/use-procedure.ts'
import { Dialog } from '../../components/dialog.tsx'
import { Field } from '../../components/field.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { personText } from '../patients/person-words.ts'
import { patientTexts } from '../patients/texts.ts'
import css from './billing.module.css'
import { billingTexts } from './texts.ts'

const FOUND_AT_MOST = 8

/** A bill without a visit: for whom, then the empty draft opens. Enter takes the marked person of exactly what is typed. */
export function NewBillDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(billingTexts)
  const patient = useText(patientTexts)
  const refusalText = useRefusalText()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<string | undefined>(undefined)
  const typed = text.trim()
  const asked = { text: typed, limit: FOUND_AT_MOST }
  const found = useProcedure('search.find', asked, { enabled: typed.length >= 2, keep: true })
  const current = found.isSuccess && !found.isPlaceholderData
  const patients = typed.length >= 2 ? (found.data?.patients ?? []) : []
  const { position, move, reset } = useMarked(patients.map(({ id }) => id))
  const { run } = useCommand('billing.newBill')
  const intentOf = useIntentOf()
  const making = useOnce(async (patientId: string) => {
    const outcome = await run({ intent: intentOf(patientId), patientId })
    if (!outcome.ok) return setRefused(refusalText(outcome))
    onClose()
    go({ screen: 'bill', billId: outcome.value.id })
  })
  const makeForOnly = async () => {
    const outcome = await call('search.find', asked)
    const [only, other] = outcome.ok ? outcome.value.patients : []
    if (only && !other && input.current?.value.trim() === typed) making.run(only.id)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || typed.length < 2) return
    const step = stepOf(event.key)
    const marked = patients[position]
    if (step !== undefined) move(step)
    else if (event.key === 'Enter' && !current) void makeForOnly()
    else if (event.key === 'Enter' && marked) making.run(marked.id)
    else return
    event.preventDefault()
  }
  return (
    <Dialog wide title={t('new-bill-for')} onClose={onClose}>
      <Field
        autoFocus
        ref={input}
        size="lg"
        label={t('patient')}
        placeholder={t('new-bill-hint')}
        value={text}
        maxLength={200}
        error={refused}
        role="combobox"
        aria-expanded={patients.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={patients[position] ? `${listId}-${position}` : undefined}
        onChange={event => {
          setText(event.target.value)
          reset()
        }}
        onKeyDown={onKeyDown}
      />
      {patients.length > 0 && (
        <div id={listId} role="listbox" aria-label={t('new-bill-for')} className={css['people']}>
          {patients.map((person, index) => (
            <PersonOption
              key={person.id}
              id={`${listId}-${index}`}
              person={person}
              marked={index === position}
              onChoose={() => making.run(person.id)}
            />
          ))}
        </div>
      )}
      {typed.length >= 2 && current && patients.length === 0 && (
        <p className="soft">{patient('nobody', { text: typed })}</p>
      )}
    </Dialog>
  )
}

type PersonProps = {
  readonly id: string
  readonly person: PatientBrief
  readonly marked: boolean
  readonly onChoose: () => void
}

function PersonOption({ id, person, marked, onChoose }: PersonProps) {
  const patient = useText(patientTexts)
  const language = useLanguage(state => state.language)
  const facts = [personText(person, patient, language), phoneText(person.phone), person.mrn]
  return (
    <div
      id={id}
      role="option"
      aria-selected={marked}
      tabIndex={-1}
      // The field keeps the focus.
      onMouseDown={event => event.preventDefault()}
      onClick={onChoose}
    >
      <span className="grow">
        <b>{person.name}</b> <span className="indic soft">{person.nativeName}</span>
      </span>
      <span className="sm soft">{facts.filter(part => part !== '').join(' · ')}</span>
    </div>
  )
}
