import { IconUserOff } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import type { Board, TokenLine } from '../../../domain/contract/shapes.ts'
import { dateText } from '../../../domain/words.ts'
import { newIntent } from '../../app/intent.ts'
import { useAction } from '../../app/keys.ts'
import { go } from '../../app/routes.ts'
import { useDesk, useMay } from '../../app/session.ts'
import { useUi } from '../../app/ui-store.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand, useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { notify } from '../../components/notice.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { ChosenPatient } from '../patients/patient-banner.tsx'
import { patientTexts } from '../patients/texts.ts'
import { CallNextKeys, DoctorColumn } from './doctor-column.tsx'
import { type Direction, findToken, neighbour } from './queue-view.ts'
import { todayTexts } from './texts.ts'
import css from './today.module.css'
import { TokenActions } from './token-actions.tsx'
import { useNow } from './use-now.ts'
import { WalkInLine } from './walk-in-line.tsx'

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right',
} // prettier-ignore

const focusToken = (token: TokenLine | undefined): void =>
  token && document.querySelector<HTMLElement>(`[id="token-${token.id}"]`)?.focus()

/** The day at the counter: every doctor's queue, the chosen patient, and the walk-in line. */
export function TodayScreen() {
  const board = useProcedure('queue.board', {})
  const [selected, setSelected] = useState<{ readonly token: TokenLine; readonly board: Board | undefined } | null>(
    null,
  )
  const choosePatient = useUi(state => state.choosePatient)
  const chosenPatientId = useUi(state => state.chosenPatientId)
  const tokenId = selected?.token.id ?? null
  // A token that was just given is worked with at once, before the board is read again.
  const fresh = selected?.board === board.data ? selected?.token : undefined
  const token = findToken(board.data, tokenId) ?? fresh
  const select = (next: TokenLine) => {
    setSelected({ token: next, board: board.data })
    choosePatient(next.patientId)
  }
  return (
    <div className={css['stage']}>
      <main className={css['today']}>
        {board.error ? (
          <ErrorState refusal={board.error} onRetry={() => void board.refetch()} />
        ) : board.data ? (
          <Queues board={board.data} tokenId={tokenId} onSelect={select} />
        ) : (
          <SkeletonRows rows={14} />
        )}
      </main>
      <Chosen token={token} patientId={token?.patientId ?? chosenPatientId} />
    </div>
  )
}

type QueuesProps = {
  readonly board: Board
  readonly tokenId: string | null
  readonly onSelect: (token: TokenLine) => void
}

function Queues({ board, tokenId, onSelect }: QueuesProps) {
  const t = useText(todayTexts)
  const refusalText = useRefusalText()
  const { clinic } = useDesk()
  const now = useNow(board.now)
  const mayMove = useMay('queue.manage')
  const { run } = useCommand('queue.callNext')
  const calling = useOnce(async (index: number) => {
    const column = board.columns[index]
    if (!column) return
    const { practitioner, serving } = column
    const outcome = await run({ intent: newIntent(), practitionerId: practitioner.id, serving: serving?.id ?? null })
    if (!outcome.ok) return notify('bad', refusalText(outcome))
    const { token } = outcome.value
    if (token) onSelect(token)
  })
  const onArrow = (event: KeyboardEvent) => {
    const direction = arrows[event.key]
    if (!direction || event.altKey || event.ctrlKey) return
    event.preventDefault()
    focusToken(neighbour(board, tokenId, direction))
  }
  return (
    <>
      <DayHead board={board} />
      {board.columns.length === 0 ? (
        <div className={css['columns']}>
          <EmptyState title={t('no-doctor')} icon={<IconUserOff size={24} stroke={1.5} aria-hidden="true" />}>
            {t('no-doctor-text')}
          </EmptyState>
        </div>
      ) : (
        <div className={css['columns']} onKeyDown={onArrow}>
          {mayMove && <CallNextKeys count={board.columns.length} onCall={calling.run} />}
          {board.columns.map((column, index) => (
            <DoctorColumn
              key={column.practitioner.id}
              column={column}
              digit={index + 1}
              now={now}
              zone={clinic.timeZone}
              selectedId={tokenId}
              onSelect={onSelect}
              onCallNext={mayMove ? () => calling.run(index) : undefined}
              busy={calling.busy}
            />
          ))}
        </div>
      )}
      {mayMove && board.columns.length > 0 && (
        <WalkInLine
          board={board}
          zone={clinic.timeZone}
          onGiven={onSelect}
          onLeaveUp={() => focusToken(findToken(board, tokenId) ?? neighbour(board, null, 'down'))}
        />
      )}
    </>
  )
}

function DayHead({ board }: { readonly board: Board }) {
  const t = useText(todayTexts)
  const language = useLanguage(state => state.language)
  const { waiting, inRoom, done, longestWaitMinutes } = board.counts
  return (
    <header className={css['head']}>
      <h1>{t('title')}</h1>
      <span className="soft">{dateText(board.date, 'long', language)}</span>
      <ul className={css['counts']}>
        <li>
          <Counted text={t('waiting', { count: waiting })} />
        </li>
        <li>
          <Counted text={t('in-room', { count: inRoom })} />
        </li>
        <li>
          <Counted text={t('done', { count: done })} />
        </li>
        {waiting > 0 && (
          <li>
            <Counted text={t('longest-wait', { minutes: longestWaitMinutes })} />
          </li>
        )}
      </ul>
    </header>
  )
}

/** The number of a count stands out from its word. */
const Counted = ({ text }: { readonly text: string }) =>
  text.split(/(\d+)/).map((part, index) => (index % 2 === 1 ? <b key={index}>{part}</b> : part))

/** The patient on the right, with what can be done with the chosen token. */
function Chosen({ token, patientId }: { readonly token: TokenLine | undefined; readonly patientId: string | null }) {
  const patientText = useText(patientTexts)
  const refusalText = useRefusalText()
  const { clinic } = useDesk()
  const mayMove = useMay('queue.manage')
  const mayBill = useMay('billing.write')
  const openVisit = useCommand('billing.openVisit')
  const newBill = useCommand('billing.newBill')
  const bill = useOnce(async () => {
    if (token?.billId) return go({ screen: 'bill', billId: token.billId })
    if (patientId === null) return
    const outcome = token
      ? await openVisit.run({ intent: newIntent(), encounterId: token.encounterId })
      : await newBill.run({ intent: newIntent(), patientId })
    if (!outcome.ok) return notify('bad', refusalText(outcome))
    go({ screen: 'bill', billId: outcome.value.id })
  })
  const open = () => patientId !== null && go({ screen: 'patient', id: patientId })
  // Here and not with the buttons: a key that comes before the panel is drawn counts as well.
  useAction('open-patient', open, { enabled: patientId !== null })
  useAction('open-bill', bill.run, { enabled: mayBill && patientId !== null && !bill.busy })
  const [settled, setSettled] = useState(patientId)
  useEffect(() => {
    // Arrow keys run through a queue: the panel follows the row that they rest on.
    const timer = setTimeout(() => setSettled(patientId), 60)
    return () => clearTimeout(timer)
  }, [patientId])
  return (
    <ChosenPatient
      patientId={settled}
      head={
        token && token.patientId === settled && <TokenActions token={token} zone={clinic.timeZone} mayMove={mayMove} />
      }
      actions={
        <>
          <Button action="open-patient" onClick={open}>
            {patientText('open')}
          </Button>
          {mayBill && (
            <Button action="open-bill" busy={bill.busy} onClick={bill.run}>
              {patientText('bill')}
            </Button>
          )}
        </>
      }
    />
  )
}
