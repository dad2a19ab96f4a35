import { useEffect, useState } from 'react'
import { LOCK_LAYER } from '../../app/keys.ts'
import { chooseLanguage } from '../../app/look.ts'
import type { ClinicOfState } from '../../app/session.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { Button } from '../../components/button.tsx'
import { DialogPlaceContext } from '../../components/dialog.tsx'
import { KeyLayer } from '../../components/key-layer.tsx'
import { Mark } from '../../components/mark.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { ForgotPin } from './forgot-pin.tsx'
import { SecretPad } from './secret-pad.tsx'
import css from './sign-in.module.css'
import { signInTexts } from './texts.ts'
import { Tiles } from './tiles.tsx'

type SignInProps = {
  readonly clinic: ClinicOfState
  /** The person whose screens wait under the lock, or null when nobody is signed in. */
  readonly lockedFor: string | null
}

/** The door: who works here, then the PIN. It lies over the locked screens, which stay as they are. */
export function SignInScreen({ clinic, lockedFor }: SignInProps) {
  const t = useText(signInTexts)
  const language = useLanguage(state => state.language)
  const tiles = useProcedure('session.tiles', {})
  const users = tiles.data?.users ?? []
  const [chosenId, choose] = useState<string | null>(lockedFor)
  const [choices, setChoices] = useState(0)
  const [forgot, setForgot] = useState(false)
  const chosen = users.find(user => user.id === chosenId) ?? (users.length === 1 ? users[0] : undefined)

  const chooseTile = (id: string) => {
    choose(id)
    setChoices(choices + 1)
  }
  useEffect(() => {
    document.title = `${clinic.displayName} · CareSync`
  }, [clinic.displayName])

  return (
    <KeyLayer layer={LOCK_LAYER}>
      <DialogPlaceContext value="door-dialogs">
        <main className={css['door']} data-testid="sign-in">
          <div className={css['card']}>
            <section className={css['who']}>
              <div className={css['clinic']}>
                <Mark size={32} />
                <p>
                  <b>{clinic.displayName}</b>
                  <br />
                  <span className="sm muted">{clinic.deviceName}</span>
                </p>
              </div>
              <div>
                <h1>{t('title')}</h1>
                <p className="soft">{lockedFor === null ? t('choose') : t('locked')}</p>
              </div>
              {tiles.error ? (
                <ErrorState refusal={tiles.error} onRetry={() => void tiles.refetch()} />
              ) : tiles.isPending ? (
                <SkeletonRows rows={4} />
              ) : users.length === 0 ? (
                <EmptyState title={t('nobody')}>{t('nobody-text')}</EmptyState>
              ) : (
                <Tiles users={users} chosenId={chosen?.id ?? null} onChoose={chooseTile} />
              )}
              <div className={css['foot']}>
                {clinic.isSample && <span className="sm muted">{t('sample')}</span>}
                <Button
                  size="sm"
                  className="end"
                  lang={language === 'hi' ? 'en' : 'hi'}
                  onClick={() => void chooseLanguage(language === 'hi' ? 'en' : 'hi', 'pc')}
                >
                  {language === 'hi' ? 'English' : 'हिन्दी'}
                </Button>
              </div>
            </section>
            <SecretPad
              key={chosen?.id ?? 'nobody'}
              user={chosen}
              locked={lockedFor === chosen?.id}
              choices={choices}
              takesDigits={!forgot}
              onForgot={() => setForgot(true)}
            />
          </div>
          <div id="door-dialogs" />
          {forgot && <ForgotPin users={users} onClose={() => setForgot(false)} />}
        </main>
      </DialogPlaceContext>
    </KeyLayer>
  )
}
