import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../domain/errors.ts'
import { useIntent } from '../../app/intent.ts'
import { useCommand } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { ErrorState } from '../../components/states.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { commonTexts } from '../../i18n/texts.ts'
import css from './first-run.module.css'
import { firstRunTexts } from './texts.ts'
import { useProgress } from './use-progress.ts'

type DoorProps = { readonly onBack: () => void; readonly onDone: () => void }

/** Makes the sample clinic and says how far it is. */
export function SampleScreen({ onBack, onDone }: DoorProps) {
  const t = useText(firstRunTexts)
  const common = useText(commonTexts)
  const language = useLanguage(state => state.language)
  const { run } = useCommand('setup.sampleClinic')
  const { intent } = useIntent(`sample:${language}`)
  const progress = useProgress()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [attempt, setAttempt] = useState(1)
  const started = useRef(0)

  useEffect(() => {
    if (started.current === attempt) return
    started.current = attempt
    const make = async () => {
      const outcome = await run({ intent, language })
      // Another window, or this one before it was loaded again, has made the clinic: it is there, so the screen goes on.
      if (!outcome.ok && outcome.code !== 'already-set-up') return setRefusal(outcome)
      onDone()
    }
    void make()
  }, [attempt, intent, language, run, onDone])

  const retry = () => {
    setRefusal(null)
    setAttempt(attempt + 1)
  }
  return (
    <main className={css['page']}>
      <div className={css['single']}>
        {refusal ? (
          <>
            <ErrorState refusal={refusal} onRetry={retry} />
            <footer className={css['foot']}>
              <Button onClick={onBack}>{common('back')}</Button>
            </footer>
          </>
        ) : (
          <>
            <h1>{t('sample-working')}</h1>
            <p className="soft">{t('sample-working-text')}</p>
            <progress
              className={css['progress']}
              aria-label={t('sample-working')}
              {...(progress && progress.total > 0 && { value: progress.done, max: progress.total })}
            />
          </>
        )}
      </div>
    </main>
  )
}
