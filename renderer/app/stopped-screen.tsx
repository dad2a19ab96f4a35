import type { AppState } from '../../domain/contract/setup-contract.ts'
import { type ErrorCode, type Refusal, errors, refuse } from '../../domain/errors.ts'
import { Button } from '../components/button.tsx'
import { Callout } from '../components/callout.tsx'
import { useText } from '../i18n/i18n.ts'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { commonTexts, frameTexts } from '../i18n/texts.ts'
import css from './app.module.css'
import { UnlockForm } from './unlock-form.tsx'

const isCode = (code: string): code is ErrorCode => Object.hasOwn(errors, code)

const refusalOf = (fault: AppState['fault']): Refusal =>
  fault && isCode(fault.code) ? refuse(fault.code, fault.params) : refuse('internal', { support: fault?.code ?? '–' })

/** The database cannot be opened: why, that it was left alone, and what to do. */
export function StoppedScreen({ state, onRetry }: { readonly state: AppState; readonly onRetry: () => void }) {
  const t = useText(frameTexts)
  const common = useText(commonTexts)
  const refusalText = useRefusalText()
  const unlockable = state.fault?.code === 'key-lost' || state.fault?.code === 'wrong-key'
  return (
    <main className={css['alone']}>
      <div className={css['stopped']}>
        <h1>{t('stopped-title')}</h1>
        <Callout tone="bad" icon role="alert">
          {refusalText(refusalOf(state.fault))}
        </Callout>
        <p>{t('stopped-untouched')}</p>
        {unlockable && <UnlockForm onOpen={onRetry} />}
        <h2>{t('stopped-what')}</h2>
        <ol>
          <li>{t('stopped-restart')}</li>
          <li>{t('stopped-update')}</li>
          <li>{t('stopped-restore')}</li>
        </ol>
        <p className="sm muted">
          {t('stopped-code', { code: state.fault?.code ?? '–' })} · {t('settings-version', { version: state.version })}
        </p>
        <p>
          <Button size="lg" variant={unlockable ? 'plain' : 'go'} focusFirst={!unlockable} onClick={onRetry}>
            {common('try-again')}
          </Button>
        </p>
      </div>
    </main>
  )
}
