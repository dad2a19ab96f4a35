import { SelectField } from '../components/field.tsx'
import { useText } from '../i18n/i18n.ts'
import { desktopTexts } from './desktop-texts.ts'
import { useDesktop } from './use-desktop.ts'
import { desktopBridge } from './desktop-bridge.ts'

type PrinterProps = {
  /** The system's name of the chosen printer; empty when the system chooses. */
  readonly printer: string
  readonly onPrinter: (printer: string) => void
}

/** The printer for everything that this PC prints; only the desktop knows them. A chosen one that is gone stays in view. */
export function PrinterField({ printer, onPrinter }: PrinterProps) {
  const t = useText(desktopTexts)
  const { answer } = useDesktop(desktopBridge()?.printers)
  if (!answer) return null
  const isGone = printer !== '' && !answer.printers.some(({ name }) => name === printer)
  return (
    <SelectField label={t('printer')} value={printer} onChange={event => onPrinter(event.target.value)}>
      <option value="">{t('printer-system')}</option>
      {answer.printers.map(({ name, label }) => (
        <option key={name} value={name}>
          {label}
        </option>
      ))}
      {isGone && <option value={printer}>{t('printer-gone', { name: printer })}</option>}
    </SelectField>
  )
}
