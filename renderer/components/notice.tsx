import { IconX } from '@tabler/icons-react'
import { create } from 'zustand'
import { useText } from '../i18n/i18n.ts'
import { commonTexts } from '../i18n/texts.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import css from './notice.module.css'
import { type Tone, ToneIcon } from './tag.tsx'

type Notice = { readonly id: number; readonly tone: Tone; readonly text: string }

const SHOWN_MS = 6_000
const AT_ONCE = 3

const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }))
let last = 0

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter(notice => notice.id !== id) }))
}

/** Names of patients may stand in notices: the lock screen takes them away. */
export const dismissAllNotices = (): void => useNotices.setState({ notices: [] })

/** Says in passing what happened. A refusal stays until it is closed; what went well goes by itself. */
export function notify(tone: Tone, text: string): void {
  last += 1
  const id = last
  useNotices.setState(({ notices }) => ({ notices: [...notices, { id, tone, text }].slice(-AT_ONCE) }))
  if (tone !== 'bad') setTimeout(() => dismissNotice(id), SHOWN_MS)
}

export function Notices() {
  const notices = useNotices(state => state.notices)
  const t = useText(commonTexts)
  return (
    <output className={css['notices']} aria-live="polite">
      {notices.map(notice => (
        <div key={notice.id} className={cx(css['notice'], notice.tone !== 'plain' && css[notice.tone])}>
          <ToneIcon tone={notice.tone} size={16} />
          <p>{notice.text}</p>
          <Button
            size="sm"
            aria-label={t('close')}
            icon={<IconX size={14} stroke={1.5} aria-hidden="true" />}
            onClick={() => dismissNotice(notice.id)}
          />
        </div>
      ))}
    </output>
  )
}
