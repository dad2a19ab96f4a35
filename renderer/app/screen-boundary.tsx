import { Component, type ReactNode } from 'react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/states.tsx'
import { useText } from '../i18n/i18n.ts'
import { frameTexts } from '../i18n/texts.ts'

/** React offers this as a class only. A screen that throws is replaced by a sentence and a way back; the frame stays. */
export class ScreenBoundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return <Broken onAgain={() => this.setState({ broken: false })} />
  }
}

function Broken({ onAgain }: { readonly onAgain: () => void }) {
  const t = useText(frameTexts)
  return (
    <EmptyState title={t('screen-broken')} action={<Button onClick={onAgain}>{t('screen-again')}</Button>}>
      {t('screen-broken-text')}
    </EmptyState>
  )
}
