import { useState } from 'react'
import { phoneText } from '../../../domain/words.ts'
import { useIntentOf } from '../../app/intent.ts'
import { go } from '../../app/routes.ts'
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

/** A bill without a visit: for whom, then the empty draft opens. */
export function NewBillDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(billingTexts)
  const patient = useText(patientTexts)
  const language = useLanguage(state => state.language)
  const refusalText = useRefusalText()
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<string | undefined>(undefined)
  const typed = text.trim()
  const found = useProcedure(
    'search.find',
    { text: typed, limit: FOUND_AT_MOST },
    { enabled: typed.length >= 2, keep: true },
  )
  const { run } = useCommand('billing.newBill')
  const intentOf = useIntentOf()
  const making = useOnce(async (patientId: string) => {
    const outcome = await run({ intent: intentOf(patientId), patientId })
    if (!outcome.ok) return setRefused(refusalText(outcome))
    onClose()
    go({ screen: 'bill', billId: outcome.value.id })
  })
  const patients = typed.length >= 2 ? (found.data?.patients ?? []) : []
  const first = patients[0]
  return (
    <Dialog title={t('new-bill-for')} onClose={onClose}>
      <Field
        autoFocus
        size="lg"
        label={t('patient')}
        placeholder={t('new-bill-hint')}
        value={text}
        maxLength={200}
        error={refused}
        onChange={event => setText(event.target.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || !first) return
          event.preventDefault()
          making.run(first.id)
        }}
      />
      {patients.length > 0 && (
        <ul className={css['people']}>
          {patients.map(person => (
            <li key={person.id}>
              <button type="button" disabled={making.busy} onClick={() => making.run(person.id)}>
                <span className="grow">
                  <b>{person.name}</b> <span className="indic soft">{person.nativeName}</span>
                </span>
                <span className="sm soft">
                  {[personText(person, patient, language), phoneText(person.phone)]
                    .filter(part => part !== '')
                    .join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {typed.length >= 2 && found.data && patients.length === 0 && (
        <p className="soft">{patient('nobody', { text: typed })}</p>
      )}
    </Dialog>
  )
}
