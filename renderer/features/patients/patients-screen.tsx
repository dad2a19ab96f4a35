import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { PatientBrief } from '../../../domain/contract/shapes.ts'
import { ageSexText, phoneText } from '../../../domain/words.ts'
import { call } from '../../app/client.ts'
import { useAction } from '../../app/keys.ts'
import { go, hrefOf } from '../../app/routes.ts'
import { useMay } from '../../app/session.ts'
import { useUi } from '../../app/ui-store.ts'
import { stepOf } from '../../app/use-marked.ts'
import { Button } from '../../components/button.tsx'
import { cx } from '../../components/cx.ts'
import { Field } from '../../components/field.tsx'
import { beginAt } from '../../components/focus-trap.ts'
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

/** Whom the mark was put on, and where that was. */
type Mark = { readonly id: string; readonly index: number } | null

/** Everybody the clinic knows: search as one types, arrows and Enter, and registration that looks first. */
export function PatientsScreen() {
  const t = useText(patientTexts)
  const mayWrite = useMay('patient.write')
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [registering, setRegistering] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const { list, chosenId, mark } = useMarkedPatient(asked)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text])
  useEffect(() => beginAt(field.current, null), [])
  useAction('find-in-list', () => field.current?.select())

  const open = (id: string) => go({ screen: 'patient', id })
  const typed = text.trim()
  /** An Enter that came before the answer: who is found, when nobody else is. */
  const openOnly = async () => {
    const outcome = await call('patients.list', { text: typed, offset: 0, limit: 1 })
    const only = outcome.ok && outcome.value.total === 1 ? outcome.value.patients[0] : undefined
    if (only && field.current?.value.trim() === typed) open(only.id)
  }
  const onEnter = () => {
    if (typed !== asked || list.total === undefined) void openOnly()
    else if (chosenId !== null) open(chosenId)
  }
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
          list={list}
          text={asked}
          chosenId={chosenId}
          onMark={mark}
          onEnter={onEnter}
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
            <Button onClick={() => open(chosenId)} hint="Enter">
              {t('open')}
            </Button>
          )
        }
      />
      {registering && <RegisterDialog typed={typed} onClose={() => setRegistering(false)} />}
    </div>
  )
}

/**
 * The list and its one mark: the marked row, the patient of the panel and whom Enter opens are the same. Before the mark is
 * moved it is on whom another screen chose, when that person is among the first rows, else on the first row.
 */
function useMarkedPatient(asked: string) {
  const choosePatient = useUi(state => state.choosePatient)
  const [range, setRange] = useState({ from: 0, to: 40 })
  const [moved, setMoved] = useState<{ readonly asked: string; readonly mark: Mark }>({ asked, mark: null })
  const [carried] = useState(() => useUi.getState().chosenPatientId)
  const pages = usePatientPages(asked, range.from, range.to)
  const own = moved.asked === asked ? moved.mark : null
  const from = asked === '' && carried !== null ? pages.indexOf(carried) : undefined
  const chosenId = own?.id ?? pages.rowAt(from ?? 0)?.id ?? null
  const markedAt = own ? (pages.indexOf(own.id) ?? own.index) : (from ?? 0)
  const mark = (index: number) => {
    const row = pages.rowAt(index)
    if (!row) return
    setMoved({ asked, mark: { id: row.id, index } })
    choosePatient(row.id)
  }
  return { list: { ...pages, markedAt, setRange }, chosenId, mark }
}

type ListProps = {
  readonly list: ReturnType<typeof useMarkedPatient>['list']
  readonly text: string
  readonly chosenId: string | null
  readonly onMark: (index: number) => void
  readonly onEnter: () => void
  readonly search: React.ReactNode
  readonly onRegister: (() => void) | undefined
}

function PatientList({ list, text, chosenId, onMark, onEnter, search, onRegister }: ListProps) {
  const t = useText(patientTexts)
  const scroll = useRef<HTMLDivElement>(null)
  const { rowAt, total, error, retry, markedAt, setRange } = list
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
  // Whom another screen chose may be further down than the screen is high.
  const loaded = total !== undefined && total > 0
  const begin = useEffectEvent(() => rows.scrollToIndex(markedAt, { align: 'center' }))
  useEffect(() => {
    if (loaded) begin()
  }, [loaded, text])
  const mark = (index: number) => {
    onMark(index)
    rows.scrollToIndex(index)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return
    const step = stepOf(event.key)
    if (step !== undefined && total) mark(Math.min(Math.max(markedAt + step, 0), total - 1))
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) onEnter()
    else return
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
              {rows.getVirtualItems().map(item => {
                const patient = rowAt(item.index)
                return (
                  <PatientRow
                    key={item.key}
                    patient={patient}
                    top={item.start}
                    marked={patient !== undefined && patient.id === chosenId}
                    onChoose={() => mark(item.index)}
                  />
                )
              })}
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
