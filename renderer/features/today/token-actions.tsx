import { useState } from 'react'
import type { TokenLine } from '../../../domain/contract/shapes.ts'
import type { ActionId } from '../../app/actions.ts'
import { newIntent, useIntent } from '../../app/intent.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Field } from '../../components/field.tsx'
import { notify } from '../../components/notice.tsx'
import { useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { clock } from './doctor-column.tsx'
import { canMove, type TokenMove, moves } from './queue-view.ts'
import { todayTexts } from './texts.ts'
import css from './today.module.css'

type Props = { readonly token: TokenLine; readonly zone: string; readonly mayMove: boolean }

/** One intent and one call for each move of a token; the board shows what came of it. */
function useTokenMove() {
  const refusalText = useRefusalText()
  const { run } = useCommand('queue.setStatus')
  return useOnce(async (token: TokenLine, move: TokenMove, reason: string) => {
    const outcome = await run({
      intent: newIntent(),
      tokenId: token.id,
      status: moves[move].to,
      base: [...token.statusClocks],
      reason,
    })
    if (!outcome.ok) notify('bad', refusalText(outcome))
  })
}

const buttons = [
  { move: 'start', action: 'queue-start' },
  { move: 'finish', action: 'queue-finish' },
  { move: 'hold', action: 'hold' },
  { move: 'skip', action: 'skip' },
  { move: 'recall', action: 'skip' },
  { move: 'no-show', action: 'no-show' },
  { move: 'cancel', action: 'queue-cancel' },
] as const satisfies readonly { move: TokenMove; action: ActionId }[]

/** The chosen token: its number, its state and since when, and what it can become from here. */
export function TokenActions({ token, zone, mayMove }: Props) {
  const t = useText(todayTexts)
  const { run, busy } = useTokenMove()
  const [cancelling, setCancelling] = useState(false)
  const go = (move: TokenMove) => {
    if (move === 'cancel') return setCancelling(true)
    const reasons = { 'no-show': t('reason-no-show'), skip: t('reason-skip'), hold: t('reason-hold'), recall: t('reason-recall') } // prettier-ignore
    run(token, move, move === 'start' || move === 'finish' ? '' : reasons[move])
  }
  return (
    <section className={css['chosen']}>
      <p role="status">
        <b>{token.label}</b>
        <span className="soft">
          {t('token-since', { status: t(`status-${token.status}`), time: clock(token.statusAt, zone) })}
        </span>
      </p>
      {mayMove && (
        <div className={css['chosenMoves']}>
          {buttons
            .filter(({ move }) => canMove(token, move))
            .map(({ move, action }) => (
              <Button key={move} size="sm" action={action} disabled={busy} onClick={() => go(move)}>
                {t(move)}
              </Button>
            ))}
        </div>
      )}
      {cancelling && <CancelToken token={token} onClose={() => setCancelling(false)} />}
    </section>
  )
}

function CancelToken({ token, onClose }: { readonly token: TokenLine; readonly onClose: () => void }) {
  const t = useText(todayTexts)
  const refusalText = useRefusalText()
  const { run } = useCommand('queue.setStatus')
  const [reason, setReason] = useState('')
  const { intent } = useIntent(`cancel:${token.id}:${reason}`)
  const [refused, setRefused] = useState<string | undefined>(undefined)
  const cancelling = useOnce(async () => {
    const base = [...token.statusClocks]
    const outcome = await run({ intent, tokenId: token.id, status: 'cancelled', base, reason: reason.trim() })
    if (!outcome.ok) return setRefused(refusalText(outcome))
    onClose()
  })
  return (
    <Dialog
      title={t('cancel-title', { token: token.label })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel-keep')}</Button>
          <Button
            variant="bad"
            action="confirm"
            busy={cancelling.busy}
            disabled={reason.trim() === ''}
            onClick={cancelling.run}
          >
            {t('cancel')}
          </Button>
        </>
      }
    >
      <p>{t('cancel-text', { patient: token.patientName })}</p>
      <Field
        autoFocus
        label={t('cancel-reason')}
        value={reason}
        maxLength={200}
        error={refused}
        onChange={event => setReason(event.target.value)}
      />
    </Dialog>
  )
}
