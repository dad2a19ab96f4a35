import { State } from '../../components/tag.tsx'
import { useText } from '../../i18n/i18n.ts'
import { billingTexts } from './texts.ts'

/** Computed from what was paid and what is due; nothing of it is stored. */
export function StateOf({ cancelled, paid, due }: { cancelled: boolean; paid: number; due: number }) {
  const t = useText(billingTexts)
  if (cancelled) return <State>{t('cancelled')}</State>
  if (due <= 0) return <State tone="ok">{t('paid')}</State>
  return <State tone="warn">{t(paid > 0 ? 'part-paid' : 'due')}</State>
}
