import { KeyHint } from '../components/key-hint.tsx'
import { useText } from '../i18n/i18n.ts'
import { keyTexts } from '../i18n/texts.ts'
import { actionRow } from './actions.ts'
import css from './frame.module.css'
import { useUsableActions } from './keys.ts'

/** The keys that work here and now. */
export function KeyStrip({ onAllKeys }: { readonly onAllKeys: () => void }) {
  const t = useText(keyTexts)
  const usable = useUsableActions().filter(({ id }) => actionRow(id).strip === true)
  return (
    <footer className={css['keys']}>
      {usable.map(({ id, digits }) => (
        <span key={id}>
          <KeyHint id={id} upTo={digits} />
          {t(id)}
        </span>
      ))}
      <button type="button" className={css['allKeys']} onClick={onAllKeys}>
        <KeyHint id="all-keys" />
        {t('all-keys')}
      </button>
    </footer>
  )
}
