import type { PatientBrief } from '../../domain/contract/shapes.ts'
import type { Refusal } from '../../domain/errors.ts'
import { paise } from '../../domain/money.ts'
import { formatRupees } from '../../domain/money-text.ts'
import { ageText, phoneText, sexLetter } from '../../domain/words.ts'
import { KeyHint } from '../components/key-hint.tsx'
import { Tag } from '../components/tag.tsx'
import { type Language, useLanguage, useText } from '../i18n/i18n.ts'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { frameTexts } from '../i18n/texts.ts'
import css from './search-box.module.css'
import type { SearchResult } from './search-results.ts'

type SearchListProps = {
  readonly id: string
  readonly results: readonly SearchResult[]
  readonly chosen: number
  readonly text: string
  /** Whether the results are for exactly what is typed. */
  readonly ready: boolean
  readonly refusal: Refusal | null
  readonly onTake: (result: SearchResult) => void
}

const heads = {
  token: 'search-tokens',
  patient: 'search-patients',
  document: 'search-documents',
  command: 'search-commands',
} as const

/** Results under the box, by kind; the box holds the focus, the mouse may choose too. */
export function SearchList({ id, results, chosen, text, ready, refusal, onTake }: SearchListProps) {
  const t = useText(frameTexts)
  const refusalText = useRefusalText()
  const found = results.filter(result => result.kind !== 'command').length
  return (
    <div className={css['results']}>
      {/* A native list cannot stand under a text box that keeps the focus: this is the combobox pattern of WAI-ARIA. */}
      <div id={id} role="listbox" aria-label={t('search-label')}>
        {results.map((result, index) => (
          <div key={result.key} role="presentation">
            {results[index - 1]?.kind !== result.kind && (
              <p className={css['head']} role="presentation">
                {t(heads[result.kind])}
              </p>
            )}
            <div
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === chosen}
              tabIndex={-1}
              className={css['item']}
              ref={index === chosen ? element => element?.scrollIntoView({ block: 'nearest' }) : undefined}
              // Before the click, because the box must keep the focus or its list would close.
              onMouseDown={event => {
                event.preventDefault()
                onTake(result)
              }}
            >
              <ResultLine result={result} />
            </div>
          </div>
        ))}
      </div>
      {refusal && <p className={css['empty']}>{refusalText(refusal)}</p>}
      {!refusal && ready && text !== '' && found === 0 && (
        <p className={css['empty']}>
          <b>{t('search-nothing', { text })}</b>
          <br />
          {t('search-nothing-hint')}
        </p>
      )}
      <output className="sr">{ready && text !== '' && t('search-count', { count: results.length })}</output>
    </div>
  )
}

const facts = (patient: PatientBrief, language: Language): string =>
  [
    patient.age && `${ageText(patient.age, patient.ageEstimated, language)} ${sexLetter(patient.sex, language)}`,
    patient.mrn,
    patient.phone && phoneText(patient.phone),
  ]
    .filter(Boolean)
    .join(' · ')

function ResultLine({ result }: { readonly result: SearchResult }) {
  const t = useText(frameTexts)
  const language = useLanguage(state => state.language)
  switch (result.kind) {
    case 'patient':
      return (
        <>
          <span className={css['main']}>
            <b>{result.patient.name}</b> <span className="indic soft">{result.patient.nativeName}</span>
            <br />
            <span className="sm muted">{facts(result.patient, language)}</span>
          </span>
          {result.patient.due !== null && result.patient.due > 0 && (
            <Tag tone="warn">{t('search-due', { amount: formatRupees(paise(result.patient.due)) })}</Tag>
          )}
        </>
      )
    case 'token':
      return (
        <>
          <span className={css['first']}>{result.token.label}</span>
          <span className={css['main']}>{result.token.patientName}</span>
        </>
      )
    case 'document':
      return (
        <>
          <span className={css['main']}>
            <b>{result.document.number}</b> {result.document.patientName}
          </span>
          {result.document.cancelledBy !== null && <Tag tone="bad">{t('search-cancelled')}</Tag>}
          <span className="num">{formatRupees(paise(result.document.total))}</span>
        </>
      )
    case 'command':
      return (
        <>
          <span className={css['main']}>{result.command.label}</span>
          <KeyHint id={result.command.id} />
        </>
      )
  }
}
