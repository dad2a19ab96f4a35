import { useEffect, useRef } from 'react'
import type { ConflictLine } from '../../../domain/contract/sync-contract.ts'
import { useIntent } from '../../app/intent.ts'
import { useAction } from '../../app/keys.ts'
import { hrefOf } from '../../app/routes.ts'
import { useDesk } from '../../app/session.ts'
import { useOnce } from '../../app/use-once.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { notify } from '../../components/notice.tsx'
import { dateTimeText } from '../../components/plain-text.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { changeTitle, fieldsInWords } from '../audit/audit-words.ts'
import css from './headquarters.module.css'
import { headquartersTexts } from './texts.ts'

type Props = {
  readonly line: ConflictLine
  /** The marked one is settled by key: Alt and the number of the value. */
  readonly marked: boolean
  readonly onMark: () => void
  readonly onSettled: () => void
}

/** One group of a record that two PCs entered: each value with where it comes from, and one press chooses. */
export function ConflictCard({ line, marked, onMark, onSettled }: Props) {
  const t = useText(headquartersTexts)
  const refusalText = useRefusalText()
  const language = useLanguage(state => state.language)
  const { clinic } = useDesk()
  const { table, id, group, heads } = line
  const base = heads.map(head => head.clock)
  const { run } = useCommand('sync.settle')
  const { intent } = useIntent(JSON.stringify([id, group, base]))
  const choosing = useOnce(async (clock: string) => {
    const outcome = await run({ intent, table, id, group, clock, base })
    if (outcome.ok) onSettled()
    notify(outcome.ok ? 'ok' : 'bad', outcome.ok ? t('settled') : refusalText(outcome))
  })
  useAction(
    'settle-value',
    digit => {
      const head = heads[(digit ?? 0) - 1]
      if (head) choosing.run(head.clock)
    },
    { enabled: marked && !choosing.busy, digits: heads.length },
  )
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (marked) card.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  const asChange = (values: ConflictLine['heads'][number]['values']) =>
    ({ op: 'set', table, id, group, values, redacted: false }) as const
  return (
    <section
      ref={card}
      className={`card ${css['conflict']}`}
      aria-label={`${changeTitle(asChange({}), language)} ${line.label}`}
      aria-current={marked || undefined}
      tabIndex={-1}
      onFocus={onMark}
    >
      <header>
        <h2 className="grow">
          {changeTitle(asChange({}), language)}
          {line.label !== '' && ` · ${line.label}`}
        </h2>
        {table === 'patient' && <a href={hrefOf({ screen: 'patient', id })}>{t('open')}</a>}
      </header>
      <ol className={css['heads']}>
        {heads.map((head, index) => (
          <li key={head.clock}>
            <span className="grow">
              {fieldsInWords(asChange(head.values), language, clinic.timeZone).map(({ field, name, value }) => (
                <span key={field}>
                  <span className="muted">{name}</span> <b>{value}</b>{' '}
                </span>
              ))}
              <br />
              <span className="sm soft">
                {t('conflict-at', {
                  device: head.device,
                  name: head.actor,
                  time: dateTimeText(head.at, language, clinic.timeZone),
                })}
              </span>
            </span>
            <Button
              size="sm"
              disabled={choosing.busy}
              {...(marked && { hint: `Alt+${index + 1}` })}
              onClick={() => choosing.run(head.clock)}
            >
              {t('choose')}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  )
}
