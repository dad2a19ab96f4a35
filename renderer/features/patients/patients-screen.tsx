import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { PatientBrief } from '../../../domain/contract/shapes.ts'
import { ageSexText, phoneText } from '../../../domain/words.ts'
import { useAction } from '../../app/keys.ts'
import { go, hrefOf } from '../../app/routes.ts'
import { useMay } from '../../app/session.ts'
import { useUi } from '../../app/ui-store.ts'
import { Button } from '../../components/button.tsx'
import { cx } from '../../components/cx.ts'
import { Field } from '../../components/field.tsx'
import { KeyHint } from '../../components/key-hint.tsx'
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../../components/states.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { ChosenPatient, DueState } from './patient-banner.tsx'
import css from './patients.module.css'
import { RegisterDialog } from './register-dialog.tsx'
import { patientTexts } from './texts.ts'
import { usePatientPages } from './use-patient-pages.ts'

const ROW_PX = 40
const SETTLE_MS = 60

/** Everybody the clinic knows: search as one types, arrows and Enter, and registration that looks first. */
export function PatientsScreen() {
  const t = useText(patientTexts)
  const mayWrite = useMay('patient.write')
  const [text, setText] = useState('')
  const [registering, setRegistering] = useState(false)
  const [marked, setMarked] = useState(0)
  const [asked, setAsked] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const chosenId = useUi(state => state.chosenPatientId)
  useEffect(() => {
    const timer = setTimeout(() => {
      setAsked(text.trim())
      setMarked(0)
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text])
  useEffect(() => field.current?.focus(), [])
  useAction('find-in-list', () => field.current?.select())
  return (
    <div className={css['stage']}>
      <main className={css['list']}>
        <header className={css['listHead']}>
          <h1>{t('title')}</h1>
          <span className="end">
            {mayWrite && (
              <Button
                variant="go"
                action="register-patient"
                icon={<IconUserPlus size={16} stroke={1.5} aria-hidden="true" />}
                onClick={() => setRegistering(true)}
              >
                {t('register')}
              </Button>
            )}
          </span>
        </header>
        <PatientList
          text={asked}
          marked={marked}
          onMark={setMarked}
          search={
            <Field
              ref={field}
              type="search"
              size="lg"
              label={t('find')}
              placeholder={t('find-hint')}
              value={text}
              maxLength={200}
              after={<KeyHint id="find-in-list" />}
              onChange={event => setText(event.target.value)}
            />
          }
          onRegister={mayWrite ? () => setRegistering(true) : undefined}
        />
      </main>
      <ChosenPatient
        patientId={chosenId}
        actions={
          chosenId !== null && (
            <Button onClick={() => go({ screen: 'patient', id: chosenId })} hint="Enter">
              {t('open')}
            </Button>
          )
        }
      />
      {registering && <RegisterDialog typed={text.trim()} onClose={() => setRegistering(false)} />}
    </div>
  )
}

type ListProps = {
  readonly text: string
  readonly marked: number
  readonly onMark: (index: number) => void
  readonly search: React.ReactNode
  readonly onRegister: (() => void) | undefined
}

function PatientList({ text, marked, onMark, search, onRegister }: ListProps) {
  const t = useText(patientTexts)
  const scroll = useRef<HTMLDivElement>(null)
  const choosePatient = useUi(state => state.choosePatient)
  const [range, setRange] = useState({ from: 0, to: 40 })
  const { rowAt, total, error, retry } = usePatientPages(text, range.from, range.to)
  const rows = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
    onChange: instance => {
      const visible = instance.getVirtualItems()
      const from = visible[0]?.index ?? 0
      const to = visible.at(-1)?.index ?? 40
      setRange(before => (before.from === from && before.to === to ? before : { from, to }))
    },
  })
  const mark = (index: number) => {
    onMark(index)
    rows.scrollToIndex(index)
    const row = rowAt(index)
    if (row) choosePatient(row.id)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || !total) return
    const row = rowAt(marked)
    if (event.key === 'ArrowDown') mark(Math.min(marked + 1, total - 1))
    else if (event.key === 'ArrowUp') mark(Math.max(marked - 1, 0))
    else if (event.key === 'Enter' && row && !(event.target instanceof HTMLAnchorElement)) {
      go({ screen: 'patient', id: row.id })
    } else return
    event.preventDefault()
  }
  return (
    <div className={css['listBody']} onKeyDown={onKeyDown}>
      <div className={css['search']}>{search}</div>
      <section className={cx('card', css['rows'])}>
        <div className={css['rowHead']}>
          <span>{t('column-name')}</span>
          <span>{t('column-person')}</span>
          <span>{t('column-phone')}</span>
          <span>{t('column-mrn')}</span>
          <span className="num">{total === undefined ? '' : t('total', { count: total })}</span>
        </div>
        {error ? (
          <ErrorState refusal={error} onRetry={retry} />
        ) : total === undefined ? (
          <SkeletonRows rows={12} />
        ) : total === 0 ? (
          <Nobody text={text} onRegister={onRegister} />
        ) : (
          <div ref={scroll} className={css['scroll']}>
            <div className={css['virtual']} style={{ height: rows.getTotalSize() }}>
              {rows.getVirtualItems().map(item => (
                <PatientRow
                  key={item.key}
                  patient={rowAt(item.index)}
                  top={item.start}
                  marked={item.index === marked}
                  onChoose={() => mark(item.index)}
                />
              ))}
            </div>
          </div>
        )}
      </section>
    </div>
  )
}

type RowProps = {
  readonly patient: PatientBrief | undefined
  readonly top: number
  readonly marked: boolean
  readonly onChoose: () => void
}

function PatientRow({ patient, top, marked, onChoose }: RowProps) {
  const language = useLanguage(state => state.language)
  const style = { transform: `translateY(${top}px)` }
  if (!patient) {
    return (
      <div className={css['patientRow']} style={style}>
        <Skeleton width="60%" />
      </div>
    )
  }
  return (
    <a
      className={css['patientRow']}
      style={style}
      href={hrefOf({ screen: 'patient', id: patient.id })}
      aria-current={marked || undefined}
      onFocus={onChoose}
    >
      <span className="one">
        <b>{patient.name}</b> <span className="indic soft">{patient.nativeName}</span>
      </span>
      <span className="soft">{ageSexText(patient, language)}</span>
      <span className="soft">{phoneText(patient.phone)}</span>
      <span className="soft">{patient.mrn}</span>
      <span className="num">{patient.due !== null && patient.due > 0 && <DueState due={patient.due} />}</span>
    </a>
  )
}

function Nobody({ text, onRegister }: { readonly text: string; readonly onRegister: (() => void) | undefined }) {
  const t = useText(patientTexts)
  return (
    <EmptyState
      title={text === '' ? t('empty') : t('nobody', { text })}
      icon={<IconUsers size={24} stroke={1.5} aria-hidden="true" />}
      action={onRegister && <Button onClick={onRegister}>{t('register')}</Button>}
    >
      {text === '' ? t('empty-text') : t('nobody-text', { text })}
    </EmptyState>
  )
}
