import { IconLogout } from '@tabler/icons-react'
import { useState } from 'react'
import { receiptFormats } from '../../domain/tables/people.ts'
import { Button } from '../components/button.tsx'
import { Choice } from '../components/choice.tsx'
import { Dialog } from '../components/dialog.tsx'
import { notify } from '../components/notice.tsx'
import { languages, useLanguage, useText } from '../i18n/i18n.ts'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { frameTexts } from '../i18n/texts.ts'
import { ChangePin } from './change-pin.tsx'
import { call } from './client.ts'
import { chooseLanguage, chooseTheme } from './look.ts'
import { PrinterField } from './printer-field.tsx'
import { useDesk } from './session.ts'
import { languageNames, receiptNames } from './setting-names.ts'
import { themes, useUi } from './ui-store.ts'
import { UpdateLine } from './update-line.tsx'
import { flushDrafts } from './use-draft.ts'
import { useProcedure } from './use-procedure.ts'

type ReceiptFormat = (typeof receiptFormats)[number]

const idleChoices = ['2', '5', '10', '20'] as const

const isFormat = (value: unknown): value is ReceiptFormat => receiptFormats.some(format => format === value)

/** What a person sets for the own eyes, and for this PC. Everything works at once and is kept at once. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText(frameTexts)
  const refusalText = useRefusalText()
  const { clinic, session, state } = useDesk()
  const theme = useUi(ui => ui.theme)
  const language = useLanguage(state => state.language)
  const preferences = useProcedure('preferences.get', {})
  const [changing, setChanging] = useState(false)
  const format = preferences.data?.pc['receiptFormat']
  const printer = preferences.data?.pc['printer']
  const idle = String(session.idleMinutes)

  const keep = async (name: 'receiptFormat' | 'printer' | 'idleMinutes', value: string | number) => {
    const outcome = await call('preferences.put', { scope: 'pc', name, value })
    if (outcome.ok) notify('ok', t('saved-setting'))
    else notify('bad', refusalText(outcome))
  }
  const signOut = async () => {
    flushDrafts()
    const outcome = await call('session.signOut', {})
    if (!outcome.ok) notify('bad', refusalText(outcome))
  }
  return (
    <Dialog
      title={t('settings')}
      onClose={onClose}
      footer={
        <>
          <span className="grow sm muted">{t('settings-version', { version: state.version })}</span>
          <Button onClick={() => setChanging(true)}>{t('settings-pin')}</Button>
          <Button icon={<IconLogout size={16} stroke={1.5} aria-hidden="true" />} onClick={() => void signOut()}>
            {t('sign-out')}
          </Button>
        </>
      }
    >
      <Choice
        label={t('settings-language')}
        options={languages.map(value => ({ value, label: languageNames[value] }))}
        value={language}
        onChange={value => void chooseLanguage(value, 'own')}
      />
      <Choice
        label={t('settings-theme')}
        options={themes.map(value => ({ value, label: t(`theme-${value}`) }))}
        value={theme}
        onChange={value => void chooseTheme(value, 'own')}
      />
      <Choice
        label={t('settings-receipt')}
        options={receiptFormats.map(value => ({ value, label: receiptNames[value] }))}
        value={isFormat(format) ? format : clinic.receiptFormat}
        onChange={value => void keep('receiptFormat', value)}
      />
      <PrinterField
        printer={typeof printer === 'string' ? printer : ''}
        onPrinter={value => void keep('printer', value)}
      />
      <Choice
        label={t('settings-idle')}
        options={[...new Set([...idleChoices, idle])].map(value => ({ value, label: value }))}
        value={idle}
        onChange={value => void keep('idleMinutes', Number(value))}
      />
      <UpdateLine />
      {changing && <ChangePin onClose={() => setChanging(false)} />}
    </Dialog>
  )
}
