import { IconAlertOctagon, IconCheck, IconPrinter } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Board, TokenLine } from '../../../domain/contract/shapes.ts'
import { formatRupees } from '../../../domain/money-text.ts'
import { paise } from '../../../domain/money.ts'
import { doctorName, doctorShortName, readPhone } from '../../../domain/words.ts'
import { newIntent } from '../../app/intent.ts'
import { useAction } from '../../app/keys.ts'
import { useMay } from '../../app/session.ts'
import { useOnce } from '../../app/use-once.ts'
import { Button } from '../../components/button.tsx'
import { phoneGrouped, phoneUngrouped } from '../../components/phone-field.tsx'
import { Field, SelectField } from '../../components/field.tsx'
import { beginAt } from '../../components/focus-trap.ts'
import { KeyHint } from '../../components/key-hint.tsx'
import { State } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { usePrint, useReceiptFormat } from '../print/use-print.ts'
import { clock } from './doctor-column.tsx'
import { todayTexts } from './texts.ts'
import css from './today.module.css'
import { useWalkIn } from './use-walk-in.ts'
import { awaitsFamily } from './walk-in-state.ts'
import { WalkInFamily } from './walk-in-family.tsx'
import { WalkInPerson } from './walk-in-person.tsx'

type Props = {
  readonly board: Board
  readonly zone: string
  readonly onGiven: (token: TokenLine) => void
  /** Up from an empty line: to the queue. */
  readonly onLeaveUp: () => void
}

/** Phone, patient, doctor, token: a walk-in in one line, by keyboard alone. */
export function WalkInLine({ board, zone, onGiven, onLeaveUp }: Props) {
  const t = useText(todayTexts)
  const line = useWalkIn(board, onGiven)
  const { state, send, practitionerId, fault } = line
  const mayRegister = useMay('patient.write')
  const [priority, setPriority] = useState(false)
  const listId = useId()
  const form = useRef<HTMLFormElement>(null)
  const phone = useRef<HTMLInputElement>(null)
  const patient = useRef<HTMLInputElement>(null)
  const doctor = useRef<HTMLSelectElement>(null)

  useEffect(() => {
    if (state.step === 'doctor' && !state.patient) return
    const field = { phone, patient, doctor, register: null }[state.step]
    beginAt(field?.current ?? null, form.current)
  }, [state.step, state.patient])
  useAction('walk-in', () => {
    send({ type: 'stepped', to: 'phone' })
    phone.current?.focus()
    phone.current?.select()
  })

  const found = state.found
  const open = found !== null && state.typed !== '' && (state.step === 'patient' || state.step === 'phone')
  const onChoose = (index: number) => send({ type: 'chose', index })
  const onNew = () => send({ type: 'newPerson' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (state.step === 'doctor') line.give.run(priority)
    else if (state.step !== 'register') send({ type: 'confirmed' })
  }
  const practitioner = board.columns.find(column => column.practitioner.id === practitionerId)?.practitioner

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || state.step === 'register') return
    const up = event.key === 'ArrowUp'
    if ((up || event.key === 'ArrowDown') && state.step !== 'doctor') {
      if (up && state.typed === '') onLeaveUp()
      else if (state.step === 'phone' && open) send({ type: 'stepped', to: 'patient' })
      else send({ type: 'moved', by: up ? -1 : 1 })
      event.preventDefault()
    } else if (event.key === 'Escape' && (state.step !== 'phone' || state.typed !== '')) {
      send(state.step === 'phone' ? { type: 'typed', text: '' } : { type: 'back' })
      event.preventDefault()
      event.stopPropagation()
    }
  }
  // One digit too many, or a choice from a family that nobody has seen yet: it goes nowhere.
  const onPhoneKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const { selectionStart, value } = event.currentTarget
    if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.altKey || selectionStart !== value.length) return
    if (awaitsFamily(state)) event.preventDefault()
  }
  const onPatientKey = (event: KeyboardEvent<HTMLElement>) => {
    const digit = /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey ? Number(event.key) : undefined
    // A digit that is held down was pressed before this list was there.
    if (digit !== undefined && state.step === 'patient') {
      if (!event.repeat) onChoose(digit - 1)
    } else if (event.key === 'Backspace') send({ type: 'stepped', to: 'phone' })
    else return
    event.preventDefault()
  }
  const onDoctorKey = (event: KeyboardEvent<HTMLElement>) => {
    const column = /^[1-9]$/.test(event.key) ? board.columns[Number(event.key) - 1] : undefined
    if (event.key === 'Enter') line.give.run(priority)
    else if (column) send({ type: 'doctor', practitionerId: column.practitioner.id })
    else return
    event.preventDefault()
  }

  return (
    <form ref={form} className={css['walk']} aria-label={t('walk-in')} onSubmit={submit} onKeyDown={onKeyDown}>
      <div className={css['walkHead']}>
        <b className={css['walkTitle']}>{t('walk-in')}</b>
        <KeyHint id="walk-in" />
        {fault ? (
          <span className={css['walkError']} role="alert">
            <IconAlertOctagon size={16} stroke={1.5} aria-hidden="true" />
            {fault.text}
          </span>
        ) : (
          <span className="muted">{t(state.step === 'register' ? 'walk-in-help-register' : 'walk-in-help')}</span>
        )}
        <LastToken token={board.last} zone={zone} />
      </div>
      <div className={css['walkStep']}>
        <Field
          ref={phone}
          size="lg"
          label={t('step-phone')}
          value={phoneGrouped(state.typed)}
          maxLength={60}
          onKeyDown={onPhoneKey}
          onChange={event => send({ type: 'typed', text: phoneUngrouped(event.target.value) })}
          after={found && readPhone(state.typed) ? <FoundState count={found.length} /> : undefined}
        />
        {open && state.step === 'phone' && <WalkInFamily {...{ state, found, listId, onChoose, onNew, mayRegister }} />}
      </div>
      {state.step === 'register' && mayRegister ? (
        <WalkInPerson
          person={state.person}
          hasPhone={readPhone(state.typed) !== undefined}
          busy={line.save.busy}
          fault={personField(fault?.field)}
          onTyped={person => send({ type: 'personTyped', person })}
          onSave={line.save.run}
          onBack={() => send({ type: 'back' })}
        />
      ) : (
        <>
          <div className={css['walkStep']}>
            {open && state.step === 'patient' && (
              <WalkInFamily {...{ state, found, listId, onChoose, onNew, mayRegister }} />
            )}
            <Field
              ref={patient}
              size="lg"
              label={t('step-patient')}
              role="combobox"
              aria-expanded={open && state.step === 'patient'}
              aria-controls={listId}
              aria-activedescendant={open ? `${listId}-${state.marked}` : undefined}
              readOnly
              value={state.patient?.name ?? found?.[state.marked]?.name ?? ''}
              onKeyDown={onPatientKey}
              onFocus={() => state.step === 'phone' && send({ type: 'stepped', to: 'patient' })}
            />
          </div>
          <div className={css['walkDoctor']}>
            <div className={css['doctorAside']}>
              <label className={css['priority']}>
                <input type="checkbox" checked={priority} onChange={event => setPriority(event.target.checked)} />
                {t('priority-box')}
              </label>
              {practitioner && t('fee', { amount: formatRupees(paise(practitioner.consultationFee)) })}
            </div>
            <SelectField
              ref={doctor}
              size="lg"
              label={t('step-doctor')}
              value={practitionerId ?? ''}
              onChange={event => send({ type: 'doctor', practitionerId: event.target.value })}
              onKeyDown={onDoctorKey}
            >
              {board.columns.map((column, index) => (
                <option key={column.practitioner.id} value={column.practitioner.id}>
                  {index + 1} · {doctorLabel(column.practitioner.name, board)}
                </option>
              ))}
            </SelectField>
            <Button
              variant="go"
              size="lg"
              type="submit"
              hint="Enter"
              busy={line.give.busy}
              disabled={state.step === 'doctor' && practitionerId === null}
              icon={<IconPrinter size={16} stroke={1.5} aria-hidden="true" />}
              title={t('give-token')}
            >
              {t('token')}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

const personField = (field: string | null | undefined) =>
  field === 'name' || field === 'birth' || field === 'sex' || field === 'relation' ? field : null

/** The short name, unless two doctors share it. */
function doctorLabel(name: string, board: Board): string {
  const short = doctorShortName(name)
  const alike = board.columns.filter(column => doctorShortName(column.practitioner.name) === short)
  return alike.length > 1 ? doctorName(name) : short
}

function FoundState({ count }: { readonly count: number }) {
  const t = useText(todayTexts)
  if (count === 0) return <span className="sm muted">{t('new-number')}</span>
  return (
    <span className="sm">
      <State tone="ok" icon={<IconCheck size={14} stroke={1.5} aria-hidden="true" />}>
        {t('people', { count })}
      </State>
    </span>
  )
}

/** The last token of this day, and its slip once more. */
function LastToken({ token, zone }: { readonly token: TokenLine | null; readonly zone: string }) {
  const t = useText(todayTexts)
  const print = usePrint()
  const format = useReceiptFormat()
  const mayPrint = useMay('document.print')
  const { run, busy } = useOnce(async (id: string) => {
    await print({ intent: newIntent(), documentKind: 'token', documentId: id, format })
  })
  if (!token) return null
  return (
    <>
      <span className="end muted one" role="status">
        {t('last', { token: token.label, patient: token.patientName, time: clock(token.issuedAt, zone) })}
      </span>
      {mayPrint && (
        <Button size="sm" action="reprint" busy={busy} onClick={() => run(token.id)}>
          {t('reprint')}
        </Button>
      )}
    </>
  )
}
