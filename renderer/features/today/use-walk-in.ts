import { useEffect, useReducer, useRef, useState } from 'react'
import type { Board, PatientBrief, TokenLine } from '../../../domain/contract/shapes.ts'
import { newIntent, useIntent } from '../../app/intent.ts'
import { useDraft } from '../../app/use-draft.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand, useProcedure } from '../../app/use-procedure.ts'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { briefOf, emptyPatient, type PatientFault, readPatient } from '../patients/new-patient.ts'
import { usePrint, useReceiptFormat } from '../print/use-print.ts'
import { usePendingWalkIn } from './pending-walk-in.ts'
import { todayTexts, type TodayText } from './texts.ts'
import { emptyPerson, emptyWalkIn, isReady, lookupOf, walkIn } from './walk-in-state.ts'

const FOUND_AT_MOST = 9

/** The walk-in line at work: the pure state, who is found for it, and the two commits, each once. */
export function useWalkIn(board: Board, onGiven: (token: TokenLine) => void) {
  const t = useText(todayTexts)
  const refusalText = useRefusalText()
  const [state, send] = useReducer(walkIn, emptyWalkIn)
  const [fault, setFault] = useState<{ readonly field: PatientFault | null; readonly text: string } | null>(null)
  const found = useFound(state.typed)
  const practitionerId = state.practitionerId ?? board.columns[0]?.practitioner.id ?? null

  const draft = useDraft('walk-in', { typed: '', person: { ...emptyPerson } })
  const { restored, fromDraft, value } = draft
  const restoredOnce = useRef(false)
  useEffect(() => {
    if (!restored || !fromDraft || restoredOnce.current) return
    restoredOnce.current = true
    send({ type: 'restored', typed: value.typed, person: value.person })
  }, [restored, fromDraft, value])
  const keep = draft.set
  useEffect(() => {
    if (restored && (state.typed !== '' || state.person.name !== '')) {
      keep({ typed: state.typed, person: { ...state.person } })
    }
  }, [restored, keep, state.typed, state.person])

  const pending = usePendingWalkIn(store => store.patient)
  useEffect(() => {
    if (!pending) return
    send({ type: 'started', patient: pending })
    usePendingWalkIn.setState({ patient: null })
  }, [pending])

  useEffect(() => {
    if (found) send({ type: 'found', for: state.typed, patients: found })
  }, [found, state.typed])

  const { run: register } = useCommand('patients.register')
  const registerIntent = useIntent(`register:${state.typed}:${JSON.stringify(state.person)}`)
  const saving = useOnce(async () => {
    const phone = lookupOf(state.typed)?.kind === 'family' || /^[\d\s+()-]*$/.test(state.typed) ? state.typed : ''
    const { name, birth, sex, relation } = state.person
    const read = readPatient({ ...emptyPatient, phone, name, birth, sex, relation }, board.date)
    if (!read.ok) return setFault({ field: read.fault, text: faultText(read.fault, t) })
    const outcome = await register({ intent: registerIntent.intent, ...read.value })
    if (!outcome.ok) return setFault({ field: null, text: refusalText(outcome) })
    setFault(null)
    draft.clear()
    send({ type: 'registered', patient: briefOf(read.value, outcome.value, board.date) })
  })

  const { run: giveToken } = useCommand('queue.walkIn')
  const print = usePrint()
  const format = useReceiptFormat()
  const tokenIntent = useIntent(`token:${state.patient?.id}:${practitionerId}`)
  const giving = useOnce(async (priority: boolean) => {
    const patient: PatientBrief | null = state.patient
    if (!patient || practitionerId === null || !isReady({ ...state, practitionerId })) return
    const outcome = await giveToken({ intent: tokenIntent.intent, patientId: patient.id, practitionerId, priority })
    if (!outcome.ok) return setFault({ field: null, text: refusalText(outcome) })
    tokenIntent.renew()
    setFault(null)
    draft.clear()
    send({ type: 'cleared' })
    onGiven(outcome.value)
    await print({ intent: newIntent(), documentKind: 'token', documentId: outcome.value.id, format })
  })

  const tell: typeof send = event => {
    setFault(null)
    send(event)
    if (event.type === 'typed' && event.text === '') draft.clear()
  }
  return { state, send: tell, practitionerId, fault, save: saving, give: giving }
}

/** Everybody under a whole phone, or whom a search finds; undefined while there is nothing to ask or no answer yet. */
function useFound(typed: string): readonly PatientBrief[] | undefined {
  const lookup = lookupOf(typed)
  const family = useProcedure(
    'patients.family',
    { phone: lookup?.kind === 'family' ? lookup.phone : '' },
    { enabled: lookup?.kind === 'family' },
  )
  const search = useProcedure(
    'search.find',
    { text: lookup?.kind === 'search' ? lookup.text : '', limit: FOUND_AT_MOST },
    { enabled: lookup?.kind === 'search' },
  )
  if (lookup === null) return undefined
  return lookup.kind === 'family' ? family.data?.patients : search.data?.patients
}

function faultText(fault: PatientFault, t: TodayText): string {
  switch (fault) {
    case 'name':
      return t('bad-name')
    case 'birth':
      return t('bad-age')
    case 'sex':
      return t('bad-sex')
    case 'relation':
      return t('bad-relation')
    default:
      return t('bad-phone')
  }
}
