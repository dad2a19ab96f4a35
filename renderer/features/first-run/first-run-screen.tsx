import { IconBuildingHospital, IconDatabaseImport, IconFlask, IconNetwork } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { chooseLanguage } from '../../app/look.ts'
import { Button } from '../../components/button.tsx'
import { focusWhenShown } from '../../components/focus-trap.ts'
import { Mark } from '../../components/mark.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import css from './first-run.module.css'
import { JoinScreen } from './join-screen.tsx'
import { NewClinicWizard } from './new-clinic-wizard.tsx'
import { RestoreScreen } from './restore-screen.tsx'
import { SampleScreen } from './sample-screen.tsx'
import { firstRunTexts } from './texts.ts'

const doors = [
  { door: 'sample', icon: IconFlask },
  { door: 'new', icon: IconBuildingHospital },
  { door: 'restore', icon: IconDatabaseImport },
  { door: 'join', icon: IconNetwork },
] as const
type Door = (typeof doors)[number]['door']

/** An empty PC: four ways to begin. Digits 1 to 4 choose as well. */
export function FirstRunScreen({ onDone }: { readonly onDone: () => void }) {
  const t = useText(firstRunTexts)
  const language = useLanguage(state => state.language)
  const [door, setDoor] = useState<Door | null>(null)
  const back = () => setDoor(null)

  useEffect(() => {
    if (door !== null) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      const chosen = doors[Number(event.key) - 1]
      if (!chosen || event.ctrlKey || event.altKey || event.metaKey) return
      // Else the digit would be typed into the first field behind the door.
      event.preventDefault()
      setDoor(chosen.door)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [door])

  if (door === 'sample') return <SampleScreen onBack={back} onDone={onDone} />
  if (door === 'new') return <NewClinicWizard onBack={back} onDone={onDone} />
  if (door === 'restore') return <RestoreScreen onBack={back} onDone={onDone} />
  if (door === 'join') return <JoinScreen onBack={back} onDone={onDone} />
  return (
    <main className={css['page']}>
      <div className={css['welcome']}>
        <header className={css['head']}>
          <Mark size={40} />
          <div>
            <h1>{t('welcome')}</h1>
            <p>{t('welcome-text')}</p>
          </div>
          <Button
            className="end"
            lang={language === 'hi' ? 'en' : 'hi'}
            onClick={() => void chooseLanguage(language === 'hi' ? 'en' : 'hi', 'pc')}
          >
            {language === 'hi' ? 'English' : 'हिन्दी'}
          </Button>
        </header>
        <div className={css['doors']}>
          {doors.map(({ door, icon: Icon }, index) => (
            <button
              key={door}
              type="button"
              className={css['door']}
              ref={index === 0 ? focusWhenShown : undefined}
              onClick={() => setDoor(door)}
            >
              <Icon size={28} stroke={1.5} aria-hidden="true" />
              <b>{t(`door-${door}`)}</b>
              <span className="soft">{t(`door-${door}-text`)}</span>
              <kbd aria-hidden="true">{index + 1}</kbd>
            </button>
          ))}
        </div>
      </div>
    </main>
  )
}
