import type { AppState } from '../../domain/contract/setup-contract.ts'
import { localTime } from '../../domain/time.ts'
import type { Translate } from '../i18n/i18n.ts'
import type { frameTexts } from '../i18n/texts.ts'

type FrameText = Translate<keyof (typeof frameTexts)['texts']['en']>

/** The state of sending in words that never promise more than is true. */
export function syncWords(
  sync: AppState['sync'],
  zone: string,
  t: FrameText,
): { readonly tone: 'ok' | 'warn'; readonly words: string } {
  const time = sync.at === null ? null : localTime(sync.at, zone)
  const waiting = t('waiting', { count: sync.waiting })
  switch (sync.state) {
    case 'alone':
      return { tone: 'ok', words: t('alone') }
    case 'all-sent':
      return { tone: 'ok', words: t('all-sent', { time: time ?? '–' }) }
    case 'waiting':
      return { tone: 'ok', words: time === null ? waiting : t('waiting-since', { words: waiting, time }) }
    case 'offline': {
      const nothingWaits = sync.waiting === 0 && time !== null
      const words = nothingWaits ? t('all-sent', { time }) : waiting
      return { tone: 'warn', words: t('offline', { words }) }
    }
  }
}
